#include "inspect/definitions.h"

#include <stdlib.h>
#include <string.h>
#include "core/csv.h"
#include "core/hash.h"
#include "inspect/definition_parts.h"

#define ENTRY 33 /* a row's digest, and whether the row is valid on the last day */

struct definition_place {
	size_t table, row;
};

struct definition_walk {
	struct parts parts;
	struct sha256 *sha;
	const struct period *period;
	unsigned number; /* of this walk */
	struct definition_place *queue;
	size_t n, cap;
	unsigned char (*entries)[ENTRY];
	FILE *out;
};

static bool counts(const char *table, const char *column)
{
	static const char *const never[] = {"source", "note", "valid_from", "valid_to"};

	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		if (strcmp(never[i], column) == 0)
			return false;
	/* a code may be sent by its title; other titles are for people */
	return strcmp(column, "title_vi") != 0 || strcmp(table, "codes") == 0;
}

static int add_text(struct sha256 *h, const char *text, struct err *e)
{
	return sha256_add(h, text, strlen(text) + 1, e); /* with its NUL: no two cells run together */
}

/* Empty cells do not count: a new column changes nothing. */
static int row_hash(struct definition_walk *w, struct part_table *t, size_t row, struct err *e)
{
	if (t->is_hashed[row])
		return 0;
	if (sha256_begin(w->sha, e) || add_text(w->sha, t->t->name, e))
		return -1;
	for (size_t k = 0; k < t->t->ncols; k++) {
		const char *cell = t->t->rows[row].cells[k];

		if (*cell && counts(t->t->name, t->t->cols[k]) &&
			(add_text(w->sha, t->t->cols[k], e) || add_text(w->sha, cell, e)))
			return -1;
	}
	t->is_hashed[row] = true;
	return sha256_end(w->sha, t->digests[row], e);
}

static bool is_of_period(const struct table *t, size_t row, const struct period *p)
{
	const char *from = table_get(t, row, "valid_from"), *to = table_get(t, row, "valid_to");

	return (!*from || strcmp(from, p->ends_on) <= 0) && (!*to || strcmp(p->starts_on, to) <= 0);
}

static int reach(void *arg, size_t table, size_t row, struct err *e)
{
	struct definition_walk *w = arg;
	struct part_table *t = &w->parts.tables[table];

	if (t->seen[row] == w->number || !is_of_period(t->t, row, w->period))
		return 0;
	if (w->n == w->cap) {
		size_t cap = w->cap * 2 + 256;
		struct definition_place *queue = reallocarray(w->queue, cap, sizeof(*queue));
		unsigned char(*entries)[ENTRY] = reallocarray(w->entries, cap, sizeof(*entries));

		w->queue = queue ? queue : w->queue;
		w->entries = entries ? entries : w->entries;
		if (!queue || !entries)
			return err_set(e, ERR_NOMEM, "out of memory for definitions");
		w->cap = cap;
	}
	t->seen[row] = w->number;
	w->queue[w->n++] = (struct definition_place){table, row};
	return 0;
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ENTRY);
}

static int entries_hash(struct definition_walk *w, char out[65], struct err *e)
{
	unsigned char bytes[32];

	for (size_t i = 0; i < w->n; i++) {
		struct part_table *t = &w->parts.tables[w->queue[i].table];

		if (row_hash(w, t, w->queue[i].row, e))
			return -1;
		memcpy(w->entries[i], t->digests[w->queue[i].row], 32);
		w->entries[i][32] = table_is_valid(t->t, w->queue[i].row, w->period->ends_on);
	}
	qsort(w->entries, w->n, ENTRY, by_bytes);
	if (sha256_begin(w->sha, e) || sha256_add(w->sha, w->entries, w->n * ENTRY, e) ||
		sha256_end(w->sha, bytes, e))
		return -1;
	hash_hex(bytes, out);
	return 0;
}

/* All that rows from..to of the table lead to, as one hash. */
static int walk_rows(
	struct definition_walk *w, size_t table, size_t from, size_t to, char out[65], struct err *e)
{
	w->number++;
	w->n = 0;
	for (size_t row = from; row < to; row++)
		if (reach(w, table, row, e))
			return -1;
	for (size_t next = 0; next < w->n; next++)
		for (size_t i = 0; i < w->parts.n; i++)
			if (w->parts.list[i].from == w->queue[next].table &&
				part_each(&w->parts, &w->parts.list[i], w->queue[next].row, w->period, reach,
					w, e))
				return -1;
	return entries_hash(w, out, e);
}

static int walk_from(struct definition_walk *w, size_t table, size_t row, char out[65], struct err *e)
{
	return walk_rows(w, table, row, row + 1, out, e);
}

/* The first row of the set that names the indicator and is valid at the end. */
static bool is_first(const struct definition_walk *w, const struct table *t, size_t row)
{
	const char *set = table_get(t, row, "set"), *indicator = table_get(t, row, "indicator");

	for (size_t i = 0; i < row; i++)
		if (strcmp(table_get(t, i, "indicator"), indicator) == 0 &&
			strcmp(table_get(t, i, "set"), set) == 0 && table_is_valid(t, i, w->period->ends_on))
			return false;
	return *indicator && table_is_valid(t, row, w->period->ends_on);
}

static int write_line(struct definition_walk *w, const char *set, const char *indicator, const char *hash,
	const char *common, struct err *e)
{
	const char *const cells[] = {w->period->name, set, indicator, hash, common};

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		if ((i && fputc(',', w->out) == EOF) || csv_write_text(w->out, cells[i], e))
			return -1;
	return fputc('\n', w->out) == EOF ? err_set(e, ERR_WRITE, "cannot write a row") : 0;
}

static int set_write(struct definition_walk *w, size_t sets, size_t row, size_t rows, struct err *e)
{
	const struct table *t = w->parts.tables[rows].t;
	const char *set = table_get(w->parts.tables[sets].t, row, "set");
	char common[65], hash[65];

	if (walk_from(w, sets, row, common, e))
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "set"), set) == 0 && is_first(w, t, i) &&
			(walk_from(w, rows, i, hash, e) ||
				write_line(w, set, table_get(t, i, "indicator"), hash, common, e)))
			return -1;
	return 0;
}

/* The row of no set: all measures, which are stored with the period and need not be taken again with it. */
static int write_measures(struct definition_walk *w, struct err *e)
{
	long measures = parts_table(&w->parts, "measures");
	char hash[65];

	return measures < 0 ? 0
	       : walk_rows(w, (size_t)measures, 0, w->parts.tables[measures].t->nrows, hash, e) ||
			       write_line(w, "", "", hash, "", e)
		       ? -1
		       : 0;
}

static int write_period(struct definition_walk *w, struct err *e)
{
	long sets = parts_table(&w->parts, "sets"), rows = parts_table(&w->parts, "set_rows");
	const struct table *t = sets < 0 ? NULL : w->parts.tables[sets].t;

	if (write_measures(w, e))
		return -1;
	for (size_t i = 0; t && rows >= 0 && i < t->nrows; i++)
		if (table_is_valid(t, i, w->period->ends_on) &&
			period_kinds_have(table_get(t, i, "period_kind"), w->period->kind_name) &&
			set_write(w, (size_t)sets, i, (size_t)rows, e))
			return -1;
	return 0;
}

/* Whose measures are added up in it: in a year or half-year those of its quarters, in a quarter of its
 * months. */
static bool is_part(const struct period *q, const struct period *whole)
{
	if (period_is_measured(whole))
		return whole->kind == PERIOD_QUARTER && q->kind == PERIOD_MONTH && q->is_asked &&
		       period_is_in(q, whole);
	return q->kind == PERIOD_QUARTER && period_is_in(q, whole);
}

/* The lines of no set of the parts stand before those of the period. */
static int write_parts(
	struct definition_walk *w, const struct periods *p, const struct period *whole, struct err *e)
{
	for (size_t i = 0; i < periods_count(p); i++) {
		w->period = period_at(p, i);
		if (is_part(w->period, whole) && write_measures(w, e))
			return -1;
	}
	return 0;
}

static int take_period(struct definition_walk *w, const struct periods *p, const char *calendar,
	const char *name, struct err *e)
{
	const struct period *found = period_find(p, calendar, name);

	if (!found)
		return err_set(
			e, ERR_USAGE, "period: found \"%s\", expected one of calendar %s", name, calendar);
	if (write_parts(w, p, found, e))
		return -1;
	w->period = found;
	return write_period(w, e);
}

static int take_periods(struct definition_walk *w, struct catalog *c, const struct periods *p,
	const char *const *names, size_t n, const char *today, struct err *e)
{
	const char *calendar = catalog_setting(c, "report_calendar", today, e);

	if (!calendar)
		return err_set(e, ERR_CATALOG, "setting report_calendar not found");
	for (size_t i = 0; i < n; i++)
		if (take_period(w, p, calendar, names[i], e))
			return -1;
	if (n)
		return 0;
	w->period = period_of(p, calendar, today, strlen(today));
	return w->period ? write_period(w, e)
			 : err_set(e, ERR_USAGE, "found %s, expected a day of calendar %s", today, calendar);
}

int definitions_write(
	struct catalog *c, const char *const *periods, size_t n, const char *today, FILE *out, struct err *e)
{
	struct definition_walk w = {.out = out};
	struct periods *p = NULL;
	int rc = -1;

	if (periods_load(&p, c, e) || parts_load(&w.parts, c, e) || !(w.sha = sha256_new(e)))
		goto out;
	if (fputs("period,set,indicator,hash,common\n", out) == EOF) {
		err_set(e, ERR_WRITE, "cannot write a row");
		goto out;
	}
	rc = take_periods(&w, c, p, periods, n, today, e);
out:
	free(w.queue);
	free(w.entries);
	sha256_free(w.sha);
	parts_release(&w.parts);
	periods_free(p);
	return rc;
}
