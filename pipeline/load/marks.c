#include "load/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The place of a period in the sorted list. */
static size_t place_of(const struct marks *m, const char *name, size_t len, bool *is_there)
{
	size_t low = 0, high = m->n;

	*is_there = false;
	while (low < high) {
		size_t mid = (low + high) / 2;
		int c = slice_compare((struct slice){name, len}, slice_from(m->periods[mid]));

		if (c == 0) {
			*is_there = true;
			return mid;
		}
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

static int add_one(struct marks *m, const char *name, size_t len, struct err *e)
{
	bool is_there;
	size_t at = place_of(m, name, len, &is_there);
	char *copy;

	if (is_there)
		return 0;
	if (m->n == MARKS_MAX)
		return err_set(e, ERR_FILE, "found records of more than %d periods in one file", MARKS_MAX);
	if (m->n == m->cap) {
		size_t cap = m->cap ? m->cap * 2 : 32;
		const char **more = realloc(m->periods, cap * sizeof *more);

		if (!more)
			return err_set(e, ERR_NOMEM, "out of memory for marks");
		m->periods = more;
		m->cap = cap;
	}
	copy = arena_copy(&m->names, name, len, e);
	if (!copy)
		return -1;
	memmove(m->periods + at + 1, m->periods + at, (m->n - at) * sizeof *m->periods);
	m->periods[at] = copy;
	m->n++;
	return 0;
}

int marks_add(struct marks *m, const char *periods, struct err *e)
{
	const char *p = periods;
	size_t all;

	if (strcmp(periods, m->last) == 0)
		return 0;
	while (*p) {
		size_t len = strcspn(p, " ");

		if (len && add_one(m, p, len, e))
			return -1;
		p += len + (p[len] == ' ');
	}
	all = (size_t)(p - periods);
	if (all < sizeof m->last)
		memcpy(m->last, periods, all + 1);
	return 0;
}

void marks_reset(struct marks *m)
{
	m->n = 0;
	m->last[0] = '\0';
	arena_release(&m->names);
}

void marks_release(struct marks *m)
{
	free(m->periods);
	arena_release(&m->names);
	*m = (struct marks){0};
}

int marks_list(const struct marks *m, char separator, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < m->n; i++)
		if ((i && buf_add_char(out, separator, e)) || buf_add_str(out, m->periods[i], e))
			return -1;
	return 0;
}

/* Whether a formula looks things up in the feed: lookup('danh-muc-tthc', …). */
static bool looks_up(const char *formula, const char *feed)
{
	const char *p = formula;

	while ((p = strstr(p, "lookup("))) {
		p += strlen("lookup(");
		while (*p == ' ' || *p == '\'' || *p == '"')
			p++;
		if (strncmp(p, feed, strlen(feed)) == 0 && strchr("'\", )", p[strlen(feed)]))
			return true;
	}
	return false;
}

static int list_joiners(struct catalog *c, const char *feed, struct buf *out, struct err *e)
{
	const struct table *t = catalog_get(c, "measures", e);

	if (!t || buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		bool is_joined = false;

		for (size_t k = 0; k < t->ncols; k++)
			is_joined = is_joined || looks_up(t->rows[i].cells[k], feed);
		if (is_joined &&
			buf_addf(out, e, "%s\"%s\"", out->len > 1 ? "," : "", table_get(t, i, "feed")))
			return -1;
	}
	return buf_add_char(out, '}', e);
}

static int write_own(const struct marks *m, struct db *db, const char *feed, const char *load, struct err *e)
{
	struct buf list = {0};
	const char *params[] = {feed, NULL, load};
	int rc = -1;

	if (marks_list(m, ' ', &list, e))
		goto out;
	params[1] = list.data ? list.data : "";
	rc = db_tell(db,
		"WITH p AS (SELECT regexp_split_to_table($2, ' ') AS period), "
		"known AS (INSERT INTO audit.period SELECT $1, period FROM p ON CONFLICT DO NOTHING) "
		"INSERT INTO audit.mark SELECT $1, period, $3::bigint FROM p "
		"ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by",
		3, params, e);
out:
	buf_release(&list);
	return rc;
}

int marks_write(const struct marks *m, struct db *db, struct catalog *c, const char *feed, int64_t load_id,
	struct err *e)
{
	struct buf joiners = {0};
	char load[24];
	const char *params[] = {NULL, load};
	int rc = 0;

	snprintf(load, sizeof load, "%lld", (long long)load_id);
	if (m->n && write_own(m, db, feed, load, e))
		return -1;
	if (list_joiners(c, feed, &joiners, e))
		rc = -1;
	params[0] = joiners.data;
	if (!rc && joiners.len > 2)
		rc = db_tell(db,
			"INSERT INTO audit.mark SELECT feed, period, $2::bigint FROM audit.period WHERE feed "
			"= ANY($1::text[]) "
			"ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by",
			2, params, e);
	buf_release(&joiners);
	return rc;
}
