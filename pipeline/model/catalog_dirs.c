#include "model/catalog_dirs.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/datadir.h"

int catalog_failed(const char *path, const char *what, struct err *e)
{
	if (errno == ENOMEM)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	return err_at(e, ERR_CATALOG, path, 0, "%s: %s", what, strerror(errno));
}

static bool is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int add_dir(struct catalog_dirs *d, const char *path, struct err *e)
{
	char **dirs = realloc(d->list, (d->n + 1) * sizeof *dirs);

	if (!dirs)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	d->list = dirs;
	d->list[d->n] = strdup(path);
	if (!d->list[d->n++])
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	return 0;
}

static int is_overlay(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && strcmp(entry->d_name, "base") != 0;
}

/* A folder that holds base/ stands for base/ and every folder beside it, by name. */
static int add_root(struct catalog_dirs *d, const char *root, struct err *e)
{
	struct dirent **list = NULL;
	char path[PATH_MAX];
	int n, i, rc = 0;

	snprintf(path, sizeof path, "%s/base", root);
	if (!is_dir(path))
		return add_dir(d, root, e);
	if (add_dir(d, path, e))
		return -1;
	n = scandir(root, &list, is_overlay, alphasort);
	for (i = 0; i < n; i++) {
		int len = snprintf(path, sizeof path, "%s/%s", root, list[i]->d_name);

		if (!rc && len > 0 && len < (int)sizeof path && is_dir(path))
			rc = add_dir(d, path, e);
		free(list[i]);
	}
	free(list);
	return n < 0 ? catalog_failed(root, "cannot be read", e) : rc;
}

static int add_default(struct catalog_dirs *d, struct err *e)
{
	char path[PATH_MAX];

	datadir_find("pipeline/catalog", "base", path);
	return add_root(d, path, e);
}

static int add_environment(struct catalog_dirs *d, const char *value, struct err *e)
{
	char *copy = strdup(value), *save = NULL, *dir;
	int rc = copy ? 0 : err_set(e, ERR_NOMEM, "out of memory for the catalogue");

	for (dir = copy ? strtok_r(copy, ":", &save) : NULL; dir && !rc; dir = strtok_r(NULL, ":", &save))
		rc = add_root(d, dir, e);
	free(copy);
	return rc;
}

static int check_dirs(const struct catalog_dirs *d, struct err *e)
{
	for (size_t i = 0; i < d->n; i++)
		if (!is_dir(d->list[i]))
			return err_at(
				e, ERR_CATALOG, d->list[i], 0, "found no such folder, expected a catalogue");
	return d->n ? 0 : err_set(e, ERR_CATALOG, "found no catalogue folder");
}

int catalog_dirs_find(struct catalog_dirs *d, const char *const *dirs, size_t ndirs, struct err *e)
{
	const char *env = getenv("CHISO_CATALOG");
	int rc = 0;

	for (size_t i = 0; i < ndirs && !rc; i++)
		rc = add_root(d, dirs[i], e);
	if (!ndirs)
		rc = env && *env ? add_environment(d, env, e) : add_default(d, e);
	return rc ? rc : check_dirs(d, e);
}

void catalog_dirs_release(struct catalog_dirs *d)
{
	for (size_t i = 0; i < d->n; i++)
		free(d->list[i]);
	free(d->list);
	*d = (struct catalog_dirs){0};
}
