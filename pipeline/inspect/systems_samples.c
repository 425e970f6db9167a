#include "inspect/systems_parts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/datadir.h"

/* The bytes of a message's name before its ending, or 0: it is none. */
static size_t find_stem(const char *name)
{
	static const char *const endings[] = {".xml.gz", ".xml", ".json"};
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t n = strlen(endings[i]);

		if (len > n && strcmp(name + len - n, endings[i]) == 0)
			return len - n;
	}
	return 0;
}

static int keep_messages(const struct dirent *d)
{
	return *d->d_name != '.' && find_stem(d->d_name) > 0;
}

static bool has_neighbour(const char *folder, const char *name, const char *ending)
{
	struct buf path = {0};
	bool is = buf_addf(&path, NULL, "%s/%.*s%s", folder, (int)find_stem(name), name, ending) == 0 &&
		  access(path.data, R_OK) == 0;

	buf_release(&path);
	return is;
}

/* below: what stands before the file's name in `first`. */
static int count_file(
	struct samples *s, const char *folder, const char *below, const char *name, struct err *e)
{
	bool is_refused = has_neighbour(folder, name, ".rejects.csv");

	s->ngolden += has_neighbour(folder, name, ".raw.csv") && has_neighbour(folder, name, ".csv");
	if (s->n++ && (!s->is_refused || is_refused))
		return 0;
	s->is_refused = is_refused;
	buf_reset(&s->first);
	return buf_addf(&s->first, e, "%s/%s", below, name);
}

static int count_folder(struct samples *s, const char *folder, const char *below, struct err *e)
{
	struct dirent **names = NULL;
	int n = scandir(folder, &names, keep_messages, alphasort), rc = 0;

	for (int i = 0; i < n; i++) {
		if (rc == 0)
			rc = count_file(s, folder, below, names[i]->d_name, e);
		free(names[i]);
	}
	free(names);
	return rc;
}

static int count_feed(struct samples *s, const char *root, struct slice feed, struct err *e)
{
	static const char *const folders[] = {"", "/aside"};
	struct buf path = {0}, below = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(folders) / sizeof(*folders); i++) {
		buf_reset(&path);
		buf_reset(&below);
		rc = buf_addf(&below, e, "%.*s%s", (int)feed.len, feed.text, folders[i]) ||
				     buf_addf(&path, e, "%s/%s", root, below.data) ||
				     count_folder(s, path.data, below.data, e)
			     ? -1
			     : 0;
	}
	buf_release(&path);
	buf_release(&below);
	return rc;
}

int samples_find(struct samples *s, const char *feeds, struct err *e)
{
	char root[PATH_MAX];

	*s = (struct samples){0};
	datadir_find("samples", "README.md", root);
	s->is_there = access(root, R_OK | X_OK) == 0;
	for (size_t n; s->is_there && *feeds; feeds += n + (feeds[n] == ' ')) {
		n = strcspn(feeds, " ");
		if (count_feed(s, root, (struct slice){feeds, n}, e))
			return -1;
	}
	return 0;
}

void samples_release(struct samples *s)
{
	buf_release(&s->first);
}
