#include "core/catalog.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/datadir.h"
#include "core/hash.h"

struct catalog {
	char **dirs;
	size_t ndirs;
	struct table **tables; /* read so far */
	size_t ntables;
	const char **names; /* of all tables, once asked for */
	size_t nnames;
	struct arena arena;
};

/* What the system said of a folder or file; memory that ran out is no fault of the catalogue. */
static int cannot(const char *path, const char *what, struct err *e)
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

static int name_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int add_dir(struct catalog *c, const char *path, struct err *e)
{
	char **dirs = realloc(c->dirs, (c->ndirs + 1) * sizeof *dirs);

	if (!dirs)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	c->dirs = dirs;
	c->dirs[c->ndirs] = strdup(path);
	if (!c->dirs[c->ndirs++])
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	return 0;
}

static int is_overlay(const struct dirent *d)
{
	return d->d_name[0] != '.' && strcmp(d->d_name, "base") != 0;
}

/* A folder that holds base/ stands for base/ and every folder beside it, by name. */
static int add_root(struct catalog *c, const char *root, struct err *e)
{
	struct dirent **list = NULL;
	char path[PATH_MAX];
	int n, i, rc = 0;

	snprintf(path, sizeof path, "%s/base", root);
	if (!is_dir(path))
		return add_dir(c, root, e);
	if (add_dir(c, path, e))
		return -1;
	n = scandir(root, &list, is_overlay, alphasort);
	for (i = 0; i < n; i++) {
		int len = snprintf(path, sizeof path, "%s/%s", root, list[i]->d_name);

		if (!rc && len > 0 && len < (int)sizeof path && is_dir(path))
			rc = add_dir(c, path, e);
		free(list[i]);
	}
	free(list);
	return n < 0 ? cannot(root, "cannot be read", e) : rc;
}

static int add_default(struct catalog *c, struct err *e)
{
	char path[PATH_MAX];

	datadir_find("pipeline/catalog", "base", path);
	return add_root(c, path, e);
}

static int add_environment(struct catalog *c, const char *value, struct err *e)
{
	char *copy = strdup(value), *save = NULL, *dir;
	int rc = copy ? 0 : err_set(e, ERR_NOMEM, "out of memory for the catalogue");

	for (dir = copy ? strtok_r(copy, ":", &save) : NULL; dir && !rc; dir = strtok_r(NULL, ":", &save))
		rc = add_root(c, dir, e);
	free(copy);
	return rc;
}

static int check_dirs(const struct catalog *c, struct err *e)
{
	for (size_t i = 0; i < c->ndirs; i++)
		if (!is_dir(c->dirs[i]))
			return err_at(
				e, ERR_CATALOG, c->dirs[i], 0, "found no such folder, expected a catalogue");
	return c->ndirs ? 0 : err_set(e, ERR_CATALOG, "found no catalogue folder");
}

int catalog_open(struct catalog **out, const char *const *dirs, size_t ndirs, struct err *e)
{
	struct catalog *c = calloc(1, sizeof *c);
	const char *env = getenv("CHISO_CATALOG");
	int rc = 0;

	*out = NULL;
	if (!c)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	for (size_t i = 0; i < ndirs && !rc; i++)
		rc = add_root(c, dirs[i], e);
	if (!ndirs)
		rc = env && *env ? add_environment(c, env, e) : add_default(c, e);
	if (rc || check_dirs(c, e)) {
		catalog_free(c);
		return -1;
	}
	*out = c;
	return 0;
}

void catalog_free(struct catalog *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->ndirs; i++)
		free(c->dirs[i]);
	for (size_t i = 0; i < c->ntables; i++) {
		table_release(c->tables[i]);
		free(c->tables[i]);
	}
	free(c->dirs);
	free(c->tables);
	free(c->names);
	arena_release(&c->arena);
	free(c);
}

const char *const *catalog_dirs(const struct catalog *c, size_t *n)
{
	*n = c->ndirs;
	return (const char *const *)c->dirs;
}

static int table_read_all(struct catalog *c, struct table *t, struct err *e)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < c->ndirs; i++) {
		snprintf(path, sizeof path, "%s/%s.csv", c->dirs[i], t->name);
		if (access(path, F_OK) == 0 && table_read(t, path, i ? basename(c->dirs[i]) : "base", e))
			return -1;
	}
	return 0;
}

/* Numbers of the table's key columns, as schema.csv says; 0 when it says nothing. */
static size_t key_columns(const struct table *schema, const struct table *t, int cols[16])
{
	size_t n = 0;

	for (size_t i = 0; i < schema->nrows && n < 16; i++) {
		int col = table_find_col(t, table_get(schema, i, "column"));

		if (strcmp(table_get(schema, i, "table"), t->name) == 0 &&
			*table_get(schema, i, "key") == '1' && col >= 0)
			cols[n++] = col;
	}
	return n;
}

static bool same_key(const struct row *a, const struct row *b, const int *cols, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(a->cells[cols[i]], b->cells[cols[i]]) != 0)
			return false;
	return true;
}

/* An overlay's row replaces the row of an earlier folder with the same key, in its place. */
static void lay_over(struct table *t, const struct table *schema)
{
	int cols[16];
	size_t n = key_columns(schema, t, cols), kept = 0;

	for (size_t i = 0; n && i < t->nrows; i++) {
		size_t j = 0;

		if (strcmp(t->rows[i].overlay, "base") != 0)
			while (j < kept && (strcmp(t->rows[j].overlay, t->rows[i].overlay) == 0 ||
						   !same_key(&t->rows[j], &t->rows[i], cols, n)))
				j++;
		else
			j = kept;
		t->rows[j] = t->rows[i];
		if (j == kept)
			kept++;
	}
	if (n)
		t->nrows = kept;
}

static struct table *table_add(struct catalog *c, const char *name, struct err *e)
{
	struct table **tables = realloc(c->tables, (c->ntables + 1) * sizeof *tables);
	struct table *t = tables ? calloc(1, sizeof *t) : NULL;

	if (tables)
		c->tables = tables;
	if (!t) {
		err_set(e, ERR_NOMEM, "out of memory for the catalogue");
		return NULL;
	}
	c->tables[c->ntables++] = t;
	t->name = arena_copy(&c->arena, name, strlen(name), e);
	return t->name ? t : NULL;
}

const struct table *catalog_get(struct catalog *c, const char *name, struct err *e)
{
	const struct table *schema;
	struct table *t;

	for (size_t i = 0; i < c->ntables; i++)
		if (strcmp(c->tables[i]->name, name) == 0)
			return c->tables[i];
	t = table_add(c, name, e);
	if (!t || table_read_all(c, t, e))
		return NULL;
	if (strcmp(name, "schema") != 0) {
		schema = catalog_get(c, "schema", e);
		if (!schema)
			return NULL;
		lay_over(t, schema);
	}
	return t;
}

static int is_table(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 4 && strcmp(d->d_name + n - 4, ".csv") == 0;
}

static int add_name(struct catalog *c, const char *file, struct err *e)
{
	const char **names = realloc(c->names, (c->nnames + 1) * sizeof *names);

	if (!names)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	c->names = names;
	c->names[c->nnames] = arena_copy(&c->arena, file, strlen(file) - 4, e);
	return c->names[c->nnames++] ? 0 : -1;
}

int catalog_names(struct catalog *c, const char *const **names, size_t *n, struct err *e)
{
	size_t kept = 0, unread = c->nnames ? 0 : c->ndirs;

	for (size_t i = 0; i < unread; i++) {
		struct dirent **list = NULL;
		int count = scandir(c->dirs[i], &list, is_table, alphasort), rc = 0;

		for (int j = 0; j < count; j++) {
			rc = rc ? rc : add_name(c, list[j]->d_name, e);
			free(list[j]);
		}
		free(list);
		if (rc || count < 0)
			return rc ? -1 : cannot(c->dirs[i], "cannot be read", e);
	}
	if (c->nnames)
		qsort(c->names, c->nnames, sizeof *c->names, name_compare);
	for (size_t i = 0; i < c->nnames; i++)
		if (!kept || strcmp(c->names[i], c->names[kept - 1]) != 0)
			c->names[kept++] = c->names[i];
	c->nnames = kept;
	*names = (const char *const *)c->names;
	*n = kept;
	return 0;
}

static int hash_text(struct sha256 *h, const char *text, struct err *e)
{
	return sha256_add(h, text, strlen(text) + 1, e); /* with its NUL: no two rows run together */
}

static int hash_file(struct sha256 *h, const char *path, struct err *e)
{
	char block[65536];
	FILE *f = fopen(path, "re");
	size_t n;
	int rc = 0;

	if (!f)
		return errno == ENOENT ? 0 : cannot(path, "cannot be opened", e);
	rc = hash_text(h, basename(path), e);
	while (!rc && (n = fread(block, 1, sizeof block, f)) > 0)
		rc = sha256_add(h, block, n, e);
	if (!rc && ferror(f))
		rc = cannot(path, "reading failed", e);
	fclose(f);
	return rc;
}

static int hash_all(struct catalog *c, struct sha256 *h, struct err *e)
{
	const char *const *names;
	size_t n;
	char path[PATH_MAX];

	if (catalog_names(c, &names, &n, e) || sha256_begin(h, e))
		return -1;
	for (size_t d = 0; d < c->ndirs; d++) {
		if (hash_text(h, basename(c->dirs[d]), e))
			return -1;
		for (size_t i = 0; i < n; i++) {
			snprintf(path, sizeof path, "%s/%s.csv", c->dirs[d], names[i]);
			if (hash_file(h, path, e))
				return -1;
		}
	}
	return 0;
}

int catalog_hash(struct catalog *c, char out[65], struct err *e)
{
	struct sha256 *h = sha256_new(e);
	unsigned char bytes[32];
	int rc = h ? 0 : -1;

	if (!rc)
		rc = hash_all(c, h, e) || sha256_end(h, bytes, e) ? -1 : 0;
	if (!rc)
		hash_hex(bytes, out);
	sha256_free(h);
	return rc;
}

/* Rows of t; only those whose `feed` is feed, unless feed is NULL. `source` and titles do not change a
 * reading. */
static int hash_rows(struct sha256 *h, const struct table *t, const char *feed, struct err *e)
{
	int col = feed ? table_find_col(t, "feed") : -1;

	if (hash_text(h, t->name, e))
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		if (col >= 0 && strcmp(t->rows[i].cells[col], feed) != 0)
			continue;
		for (size_t k = 0; k < t->ncols; k++) {
			if (strcmp(t->cols[k], "source") == 0 || strcmp(t->cols[k], "title_vi") == 0)
				continue;
			if (hash_text(h, t->cols[k], e) || hash_text(h, t->rows[i].cells[k], e))
				return -1;
		}
	}
	return 0;
}

static int hash_feed(struct catalog *c, struct sha256 *h, const char *feed, struct err *e)
{
	const struct table *schema = catalog_get(c, "schema", e), *t;

	if (!schema || sha256_begin(h, e))
		return -1;
	for (size_t i = 0; i < schema->nrows; i++) {
		if (*table_get(schema, i, "reads") != '1')
			continue;
		t = catalog_get(c, table_get(schema, i, "table"), e);
		if (!t || hash_rows(h, t, table_find_col(t, "feed") >= 0 ? feed : NULL, e))
			return -1;
	}
	return 0;
}

int catalog_feed_hash(struct catalog *c, const char *feed, char out[65], struct err *e)
{
	struct sha256 *h = sha256_new(e);
	unsigned char bytes[32];
	int rc = h ? 0 : -1;

	if (!rc)
		rc = hash_feed(c, h, feed, e) || sha256_end(h, bytes, e) ? -1 : 0;
	if (!rc)
		hash_hex(bytes, out);
	sha256_free(h);
	return rc;
}

const char *catalog_setting(struct catalog *c, const char *name, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "settings", e);
	long row = t ? table_find(t, "setting", name, date) : -1;

	return row < 0 ? NULL : table_get(t, (size_t)row, "value");
}
