#include "model/catalog.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include "core/hash.h"
#include "model/catalog_dirs.h"
#include "model/kinds.h"

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
		return errno == ENOENT ? 0 : catalog_failed(path, "cannot be opened", e);
	rc = hash_text(h, basename(path), e);
	while (!rc && (n = fread(block, 1, sizeof block, f)) > 0)
		rc = sha256_add(h, block, n, e);
	if (!rc && ferror(f))
		rc = catalog_failed(path, "reading failed", e);
	fclose(f);
	return rc;
}

/* Bytes, not rows: a figure must be worked out again by the very files, so a comment that moved is a
 * difference. What reads a feed is hashed by rows below, where only a changed reading counts. */
static int hash_all(struct catalog *c, struct sha256 *h, struct err *e)
{
	const char *const *names, *const *dirs;
	size_t n, ndirs;
	char path[PATH_MAX];

	if (catalog_names(c, &names, &n, e) || sha256_begin(h, e))
		return -1;
	dirs = catalog_dirs(c, &ndirs);
	for (size_t d = 0; d < ndirs; d++) {
		if (hash_text(h, basename(dirs[d]), e))
			return -1;
		for (size_t i = 0; i < n; i++) {
			snprintf(path, sizeof path, "%s/%s.csv", dirs[d], names[i]);
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

/* Titles, where a row is from, and what the register of processing says of a field do not change a reading.
 */
static bool is_read(const char *column)
{
	static const char *const beside[] = {
		"source", "title_vi", "laid_from", "class", "identifies", "purpose", "legal_basis"};

	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		if (strcmp(column, beside[i]) == 0)
			return false;
	return true;
}

/* Rows of t; only those whose column has the value, unless that is NULL. */
static int hash_rows(
	struct sha256 *h, const struct table *t, const char *column, const char *value, struct err *e)
{
	int col = value ? table_find_col(t, column) : -1;

	if (hash_text(h, t->name, e))
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		if (col >= 0 && strcmp(t->rows[i].cells[col], value) != 0)
			continue;
		for (size_t k = 0; k < t->ncols; k++) {
			if (is_read(t->cols[k]) &&
				(hash_text(h, t->cols[k], e) || hash_text(h, t->rows[i].cells[k], e)))
				return -1;
		}
	}
	return 0;
}

/* Of the kind's own row its key alone is of its other feeds. */
static int hash_kind(struct sha256 *h, const struct table *feeds, const char *kind, struct err *e)
{
	for (size_t i = 0; i < feeds->nrows; i++)
		if (strcmp(table_get(feeds, i, "feed"), kind) == 0 &&
			hash_text(h, table_get(feeds, i, "key"), e))
			return -1;
	return 0;
}

static int hash_feed(struct catalog *c, struct sha256 *h, const char *feed, struct err *e)
{
	const struct table *schema = catalog_get(c, "schema", e), *feeds = catalog_get(c, "feeds", e),
			   *settings = catalog_get(c, "settings", e), *t;
	const char *kind = feeds ? kind_of_feed(feeds, feed) : feed;
	bool is_shared = strcmp(feed, kind) != 0;

	/* of the settings one alone is read by: whose bodies and codes the province's own feeds mean */
	if (!schema || !feeds || !settings || sha256_begin(h, e) ||
		hash_rows(h, settings, "setting", "territory", e))
		return -1;
	for (size_t i = 0; i < schema->nrows; i++) {
		bool has_feed;

		if (*table_get(schema, i, "reads") != '1')
			continue;
		t = catalog_get(c, table_get(schema, i, "table"), e);
		has_feed = t && table_find_col(t, "feed") >= 0;
		if (!t || hash_rows(h, t, "feed", has_feed ? feed : NULL, e) ||
			(is_shared && has_feed && t != feeds && hash_rows(h, t, "feed", kind, e)) ||
			(is_shared && t == feeds && hash_kind(h, t, kind, e)))
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
