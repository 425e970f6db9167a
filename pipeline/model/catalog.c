#include "model/catalog.h"

#include <errno.h>
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "model/catalog_dirs.h"
#include "model/catalog_provinces.h"

struct catalog {
	struct catalog_dirs dirs;
	struct table **tables; /* read so far */
	size_t ntables;
	const char **names; /* of all tables, once asked for */
	size_t nnames;
	struct arena arena;
	struct catalog_object *kept;
};

/* What a reader keeps here. */
struct catalog_object {
	struct catalog_object *next;
	const void *key;
	void *object;
	void (*release)(void *);
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int catalog_open(struct catalog **out, const char *const *dirs, size_t ndirs, struct err *e)
{
	struct catalog *c = calloc(1, sizeof *c);

	*out = NULL;
	if (!c)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	if (catalog_dirs_find(&c->dirs, dirs, ndirs, e)) {
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
	for (struct catalog_object *k = c->kept, *next; k; k = next) {
		next = k->next;
		k->release(k->object);
		free(k);
	}
	catalog_dirs_release(&c->dirs);
	for (size_t i = 0; i < c->ntables; i++) {
		table_release(c->tables[i]);
		free(c->tables[i]);
	}
	free(c->tables);
	free(c->names);
	arena_release(&c->arena);
	free(c);
}

const char *const *catalog_dirs(const struct catalog *c, size_t *n)
{
	*n = c->dirs.n;
	return (const char *const *)c->dirs.list;
}

/* In the order of the folders: what is read later lies over what was read before. */
static int read_table(struct catalog *c, struct table *t, struct err *e)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < c->dirs.n; i++) {
		snprintf(path, sizeof path, "%s/%s.csv", c->dirs.list[i], t->name);
		bool is_absent = access(path, F_OK) != 0 && errno == ENOENT; /* else reading says why */

		if (!is_absent && table_read(t, path, i ? basename(c->dirs.list[i]) : "base", e))
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

/* Rows of one key have one hash (FNV-1a): only those need be compared. */
static uint32_t key_hash(const struct row *row, const int *cols, size_t n)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < n; i++)
		for (const char *p = row->cells[cols[i]]; *p; p++)
			hash = (hash ^ (unsigned char)*p) * 16777619u;
	return hash;
}

/* The row of an earlier folder with the key of row i, among the kept ones; `kept` when there is none. */
static size_t find_under(const struct table *t, const uint32_t *hashes, size_t kept, size_t i, uint32_t hash,
	const int *cols, size_t n)
{
	size_t j = 0;

	while (j < kept && (hashes[j] != hash || strcmp(t->rows[j].overlay, t->rows[i].overlay) == 0 ||
				   !same_key(&t->rows[j], &t->rows[i], cols, n)))
		j++;
	return j;
}

/* An overlay's row replaces the row of an earlier folder with the same key, in its place. */
static int lay_over(struct table *t, const struct table *schema, struct err *e)
{
	int cols[16];
	size_t n = key_columns(schema, t, cols), kept = 0;
	uint32_t *hashes = n ? calloc(t->nrows + 1, sizeof *hashes) : NULL;

	if (n && !hashes)
		return err_set(e, ERR_NOMEM, "out of memory for the keys of %s", t->name);
	for (size_t i = 0; n && i < t->nrows; i++) {
		uint32_t hash = key_hash(&t->rows[i], cols, n);
		size_t j = strcmp(t->rows[i].overlay, "base") == 0
				   ? kept
				   : find_under(t, hashes, kept, i, hash, cols, n);

		t->rows[j] = t->rows[i];
		hashes[j] = hash;
		if (j == kept)
			kept++;
	}
	if (n)
		t->nrows = kept;
	free(hashes);
	return 0;
}

static struct table *add_table(struct catalog *c, const char *name, struct err *e)
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
	t = add_table(c, name, e);
	if (!t || read_table(c, t, e))
		return NULL;
	/* schema.csv says what a key is, its own too: it is never laid over */
	if (strcmp(name, "schema") != 0) {
		schema = catalog_get(c, "schema", e);
		if (!schema)
			return NULL;
		if (lay_over(t, schema, e) || provinces_lay_out(c, t, e))
			return NULL;
	}
	return t;
}

void *catalog_kept(const struct catalog *c, const void *key)
{
	const struct catalog_object *k = c->kept;

	while (k && k->key != key)
		k = k->next;
	return k ? k->object : NULL;
}

int catalog_keep(struct catalog *c, const void *key, void *object, void (*release)(void *), struct err *e)
{
	struct catalog_object *k = calloc(1, sizeof(*k));

	if (!k)
		return err_set(e, ERR_NOMEM, "out of memory for the catalogue");
	*k = (struct catalog_object){c->kept, key, object, release};
	c->kept = k;
	return 0;
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
	size_t kept = 0, unread = c->nnames ? 0 : c->dirs.n;

	for (size_t i = 0; i < unread; i++) {
		struct dirent **list = NULL;
		int count = scandir(c->dirs.list[i], &list, is_table, alphasort), rc = 0;

		for (int j = 0; j < count; j++) {
			rc = rc ? rc : add_name(c, list[j]->d_name, e);
			free(list[j]);
		}
		free(list);
		if (rc || count < 0)
			return rc ? -1 : catalog_failed(c->dirs.list[i], "cannot be read", e);
	}
	if (c->nnames)
		qsort(c->names, c->nnames, sizeof *c->names, compare_names);
	for (size_t i = 0; i < c->nnames; i++)
		if (!kept || strcmp(c->names[i], c->names[kept - 1]) != 0)
			c->names[kept++] = c->names[i];
	c->nnames = kept;
	*names = (const char *const *)c->names;
	*n = kept;
	return 0;
}

const char *catalog_setting(struct catalog *c, const char *name, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "settings", e);
	long row = t ? table_find(t, "setting", name, date) : -1;

	return row < 0 ? NULL : table_get(t, (size_t)row, "value");
}
