#include "load/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load/sql.h"

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

static const char *add_one(struct marks *m, const char *name, size_t len, struct err *e);

/* Names are kept once for all lists that share a dictionary. */
static const char *keep_name(struct marks *m, const char *name, size_t len, struct err *e)
{
	return m->dictionary ? add_one(m->dictionary, name, len, e) : arena_copy(&m->names, name, len, e);
}

static int make_room(struct marks *m, struct err *e)
{
	size_t cap = m->cap ? m->cap * 2 : 8;
	const char **more;

	if (m->n == MARKS_MAX)
		return err_set(e, ERR_FILE, "found records of more than %d periods in one file", MARKS_MAX);
	if (m->n < m->cap)
		return 0;
	more = realloc(m->periods, cap * sizeof *more);
	if (!more)
		return err_set(e, ERR_NOMEM, "out of memory for marks");
	m->periods = more;
	m->cap = cap;
	return 0;
}

/* Returns the name as the list keeps it. */
static const char *add_one(struct marks *m, const char *name, size_t len, struct err *e)
{
	bool is_there;
	size_t at = place_of(m, name, len, &is_there);
	const char *copy;

	if (is_there)
		return m->periods[at];
	if (make_room(m, e))
		return NULL;
	copy = keep_name(m, name, len, e);
	if (!copy)
		return NULL;
	memmove(m->periods + at + 1, m->periods + at, (m->n - at) * sizeof *m->periods);
	m->periods[at] = copy;
	m->n++;
	return copy;
}

int marks_add(struct marks *m, const char *periods, struct err *e)
{
	const char *p = periods;
	size_t all;

	if (strcmp(periods, m->last) == 0)
		return 0;
	while (*p) {
		size_t len = strcspn(p, " ");

		if (len && !add_one(m, p, len, e))
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

static int write_own(struct db *db, const struct feed *f, const struct buf *periods, const struct buf *loads,
	struct err *e)
{
	const char *params[] = {f->kind, periods->data, loads->data, f->name};

	return db_tell(db, sql_get("marks-write"), 4, params, e);
}

static int write_joined(struct db *db, const struct buf *joiners, int64_t load_id, struct err *e)
{
	char load[24];
	const char *params[] = {joiners->data, load};

	snprintf(load, sizeof load, "%lld", (long long)load_id);
	return db_tell(db, sql_get("marks-joined"), 2, params, e);
}

int marks_write(struct db *db, struct catalog *c, const struct feed *f, const struct buf *periods,
	const struct buf *loads, int64_t moved_by, struct err *e)
{
	struct buf joiners = {0};
	int rc = -1;

	if (!moved_by)
		return 0;
	if (periods->len > 2 && write_own(db, f, periods, loads, e))
		return -1;
	if (!list_joiners(c, f->kind, &joiners, e))
		rc = joiners.len > 2 ? write_joined(db, &joiners, moved_by, e) : 0;
	buf_release(&joiners);
	return rc;
}
