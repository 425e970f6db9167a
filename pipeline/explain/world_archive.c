#include "explain/world_archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "core/leftover.h"
#include "model/archive.h"

/* The folders of the archive, in order: what lies over what is part of it. */
struct folders {
	char *list[WORLD_FOLDERS];
	size_t n;
};

static int add_folder(struct folders *f, const char *dir, const char *name, size_t len, struct err *e)
{
	if (f->n == WORLD_FOLDERS)
		return err_set(e, ERR_FILE, "found an archive of more than %d folders", WORLD_FOLDERS);
	if (asprintf(&f->list[f->n], "%s/%.*s", dir, (int)len, name) < 0)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	f->n++;
	return 0;
}

/* names: a line each, as archive_read gives them. */
static int find_folders(struct folders *f, const char *dir, const char *names, struct err *e)
{
	while (*names) {
		size_t len = strcspn(names, "\n");

		if (len > 0 && add_folder(f, dir, names, len, e))
			return -1;
		names += len;
		names += *names == '\n';
	}
	return 0;
}

static int open_folders(struct world *w, const char *names, struct err *e)
{
	struct folders f = {0};
	char hash[65];
	int rc = find_folders(&f, w->dir, names, e);

	if (rc == 0)
		rc = catalog_open(&w->catalog, (const char *const *)f.list, f.n, e) ||
				     catalog_hash(w->catalog, hash, e)
			     ? -1
			     : 0;
	if (rc == 0 && strcmp(hash, w->hash) != 0)
		rc = err_set(e, ERR_FILE,
			"run %lld: its catalogue's archive has the hash %.12s, expected %.12s",
			(long long)w->run, hash, w->hash);
	for (size_t i = 0; i < f.n; i++)
		free(f.list[i]);
	return rc;
}

static int make_dir(struct world *w, struct err *e)
{
	const char *tmp = getenv("TMPDIR");
	char path[sizeof w->dir];
	int len = snprintf(path, sizeof path, "%s/chiso-explain-XXXXXX", tmp && *tmp ? tmp : "/tmp");

	if (len < 0 || (size_t)len >= sizeof path)
		return err_set(e, ERR_OUTPUT, "TMPDIR: found a path that is too long");
	if (leftover_make_tree(path, e))
		return -1;
	snprintf(w->dir, sizeof w->dir, "%s", path);
	return 0;
}

static int unpack_from(struct world *w, FILE *in, struct err *e)
{
	char *text = NULL;
	size_t len;
	FILE *names = open_memstream(&text, &len);
	int rc = names ? archive_read(in, w->dir, names, e)
		       : err_set(e, ERR_NOMEM, "out of memory for the catalogue");

	if (names && fclose(names) != 0 && rc == 0)
		rc = err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	if (rc == 0)
		rc = open_folders(w, text, e);
	free(text);
	return rc;
}

int world_unpack(struct world *w, const char *bytea, struct err *e)
{
	size_t len;
	unsigned char *bytes = PQunescapeBytea((const unsigned char *)bytea, &len);
	FILE *in = bytes && len ? fmemopen(bytes, len, "r") : NULL;
	int rc = -1;

	if (!bytes)
		err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	else if (!in)
		err_set(e, ERR_FILE, "run %lld: found an empty archive of its catalogue", (long long)w->run);
	else if (make_dir(w, e) == 0)
		rc = unpack_from(w, in, e);
	if (in)
		fclose(in);
	PQfreemem(bytes);
	return rc;
}
