#include "compute/follow.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

/* A roll-up in the making. */
struct following {
	struct store *to;
	const struct table *measures;
	const struct periods *periods;
	const struct successors *successors;
	struct successor_parts parts;
	size_t *moved;
};

static const char *over_agencies(const struct following *f, const char *measure)
{
	long row = table_find(f->measures, "measure", measure, NULL);

	return row < 0 ? "sum" : table_get(f->measures, (size_t)row, "over_agencies");
}

static bool is_mean(const struct following *f, const struct measure *m)
{
	return strcmp(over_agencies(f, m->measure), "mean") == 0;
}

/* Whether the values of several agencies are added. */
static bool is_added(const struct following *f, const struct measure *m)
{
	if (is_mean(f, m))
		return false;
	return m->kind == MEASURE_SUM ||
	       (m->kind == MEASURE_LAST && strcmp(over_agencies(f, m->measure), "sum") == 0);
}

/* The first day of the row's period, in the calendar of its measure. */
static const char *starts_on(const struct following *f, const struct measure *m)
{
	long row = table_find(f->measures, "measure", m->measure, NULL);
	const char *calendar = row < 0 ? "" : table_get(f->measures, (size_t)row, "calendar");

	for (size_t i = 0; i < f->periods->n; i++) {
		const struct period *p = &f->periods->list[i];

		if (strcmp(p->name, m->period) == 0 && (!*calendar || strcmp(p->calendar, calendar) == 0))
			return p->starts_on;
	}
	return "";
}

static int put(struct following *f, const struct measure *m, const char *agency, struct err *e)
{
	struct store *s = f->to;

	if (s->n == s->cap) {
		size_t cap = s->cap ? 2 * s->cap : 256;
		struct measure *rows = realloc(s->rows, cap * sizeof(*rows));

		if (!rows)
			return err_set(e, ERR_NOMEM, "out of memory for %zu measures", cap);
		s->rows = rows;
		s->cap = cap;
	}
	s->rows[s->n] = *m;
	s->rows[s->n++].agency = agency;
	*f->moved += strcmp(m->agency, agency) != 0;
	return 0;
}

static const char *number_keep(struct store *s, const mpq_t q, struct err *e)
{
	struct buf text = {0};
	const char *kept = NULL;

	if (rational_write(q, &text, e) == 0)
		kept = arena_copy(&s->arena, text.data, text.len, e);
	buf_release(&text);
	return kept;
}

/* share of the row's value, for the agency. */
static int put_share(struct following *f, const struct measure *m, const char *agency, const mpq_t share,
	bool has_flags, struct err *e)
{
	struct measure part = *m;
	struct err bad = {0};
	mpq_t v;
	int rc = -1;

	mpq_init(v);
	if (!has_flags)
		part.flags = "";
	part.numerator = part.denominator = part.parts = "";
	if (*m->value && rational_parse(v, m->value, strlen(m->value), &bad)) {
		err_set(e, ERR_FILE, "measure %s of %s in %s: %s", m->measure, m->agency, m->period,
			bad.text);
		goto out;
	}
	mpq_mul(v, v, share);
	part.value = *m->value ? number_keep(f->to, v, e) : "";
	rc = part.value ? put(f, &part, agency, e) : -1;
out:
	mpq_clear(v);
	return rc;
}

/* What could not be decided, and what else a row says of itself, goes with the largest unknown: the rest. */
static int row_share(struct following *f, const struct measure *m, struct err *e)
{
	bool has_rest = mpq_sgn(f->parts.rest) != 0;

	for (size_t i = 0; i < f->parts.n; i++)
		if (put_share(f, m, f->parts.list[i].agency, f->parts.list[i].share, !has_rest && i == 0, e))
			return -1;
	return has_rest ? put_share(f, m, f->parts.unattributed, f->parts.rest, true, e) : 0;
}

static int row_follow(struct following *f, const struct measure *m, struct err *e)
{
	const char *whole;

	if (successors_follow(f->successors, m->agency, starts_on(f, m), &f->parts, e))
		return -1;
	whole = successor_parts_whole(&f->parts);
	if (whole)
		return put(f, m, whole, e);
	if (is_added(f, m))
		return row_share(f, m, e);
	/* a set, a stock or a statement cannot be shared */
	return put(f, m, *f->parts.unattributed ? f->parts.unattributed : m->agency, e);
}

static int by_row(const void *a, const void *b)
{
	return measure_compare(a, b);
}

static int values_add(const struct measure *rows, size_t n, mpq_t sum, size_t *count, struct err *e)
{
	mpq_t v;
	int rc = 0;

	mpq_init(v);
	*count = 0;
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (!*rows[i].value)
			continue;
		rc = rational_parse(v, rows[i].value, strlen(rows[i].value), e);
		mpq_add(sum, sum, v);
		++*count;
	}
	mpq_clear(v);
	return rc;
}

/* Flags of all rows: undecided records are added. */
static const char *flags_join(struct store *s, const struct measure *rows, size_t n, struct err *e)
{
	unsigned long long undecided = 0;
	bool has_unknown = false;
	char text[80];

	for (size_t i = 0; i < n; i++) {
		const char *at = strstr(rows[i].flags, "undecided=");

		undecided += at ? strtoull(at + strlen("undecided="), NULL, 10) : 0;
		has_unknown = has_unknown || strstr(rows[i].flags, "unknown_unit");
	}
	snprintf(text, sizeof(text), "%s", has_unknown ? "unknown_unit" : "");
	if (undecided)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%sundecided=%llu",
			has_unknown ? " " : "", undecided);
	return arena_copy(&s->arena, text, strlen(text), e);
}

static int by_slice(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static size_t keys_list(const char *keys, struct slice *out)
{
	size_t n = 0;

	for (size_t len; *keys; keys += len + (keys[len] == ' ')) {
		len = strcspn(keys, " ");
		if (out)
			out[n] = (struct slice){keys, len};
		n++;
	}
	return n;
}

/* The union of the rows' keys, sorted, and how many. */
static int keys_unite(
	struct following *f, struct measure *to, const struct measure *rows, size_t n, struct err *e)
{
	struct slice *all = NULL;
	struct buf keys = {0}, count = {0};
	size_t cap = 0, nall = 0, different = 0;
	int rc = -1;

	for (size_t i = 0; i < n; i++)
		cap += keys_list(rows[i].keys, NULL);
	all = calloc(cap + 1, sizeof(*all));
	if (!all)
		return err_set(e, ERR_NOMEM, "out of memory for %zu keys", cap);
	for (size_t i = 0; i < n; i++)
		nall += keys_list(rows[i].keys, all + nall);
	qsort(all, nall, sizeof(*all), by_slice);
	for (size_t i = 0; i < nall; i++) {
		if (i && slice_same(all[i - 1], all[i]))
			continue;
		if ((different++ && buf_add_char(&keys, ' ', e)) ||
			buf_add(&keys, all[i].text, all[i].len, e))
			goto out;
	}
	if (buf_addf(&count, e, "%zu", different))
		goto out;
	to->keys = arena_copy(&f->to->arena, keys.len ? keys.data : "", keys.len, e);
	to->value = arena_copy(&f->to->arena, count.data, count.len, e);
	rc = to->keys && to->value ? 0 : -1;
out:
	free(all);
	buf_release(&keys);
	buf_release(&count);
	return rc;
}

/* Several bodies, one now: no value, but the reader can see that there were some. */
static void row_blank(struct measure *m, const char *flag)
{
	m->value = m->text = m->digits = m->numerator = m->denominator = m->parts = "";
	m->flags = flag;
}

static int mean_take(
	struct following *f, struct measure *to, const struct measure *rows, size_t n, struct err *e)
{
	size_t expected = successors_count(f->successors, to->agency, starts_on(f, to)), count;
	mpq_t sum, by;
	int rc = -1;

	mpq_inits(sum, by, NULL);
	if (values_add(rows, n, sum, &count, e))
		goto out;
	if (count != expected) {
		row_blank(to, "mean_incomplete");
		rc = 0;
		goto out;
	}
	mpq_set_ui(by, expected, 1);
	mpq_div(sum, sum, by);
	if (n > 1)
		row_blank(to, "mean");
	to->value = number_keep(f->to, sum, e);
	rc = to->value ? 0 : -1;
out:
	mpq_clears(sum, by, NULL);
	return rc;
}

/* Rows of one key: the first becomes all of them. */
static int rows_merge(
	struct following *f, struct measure *to, const struct measure *rows, size_t n, struct err *e)
{
	size_t count;
	mpq_t sum;
	int rc = -1;

	*to = rows[0];
	if (is_mean(f, to))
		return mean_take(f, to, rows, n, e);
	if (n == 1)
		return 0;
	if (to->kind == MEASURE_DISTINCT) {
		to->flags = flags_join(f->to, rows, n, e);
		return to->flags ? keys_unite(f, to, rows, n, e) : -1;
	}
	if (!is_added(f, to)) {
		row_blank(to, "merged");
		return 0;
	}
	mpq_init(sum);
	if (values_add(rows, n, sum, &count, e))
		goto out;
	to->numerator = to->denominator = to->parts = "";
	to->flags = flags_join(f->to, rows, n, e);
	to->value = count ? number_keep(f->to, sum, e) : "";
	rc = to->flags && to->value ? 0 : -1;
out:
	mpq_clear(sum);
	return rc;
}

static int store_merge(struct following *f, struct err *e)
{
	struct store *s = f->to;
	size_t kept = 0, n;

	if (s->n)
		qsort(s->rows, s->n, sizeof(*s->rows), by_row);
	for (size_t i = 0; i < s->n; i += n) {
		struct measure merged;

		for (n = 1; i + n < s->n && measure_compare(&s->rows[i], &s->rows[i + n]) == 0;)
			n++;
		if (rows_merge(f, &merged, s->rows + i, n, e))
			return -1;
		s->rows[kept++] = merged;
	}
	s->n = kept;
	return 0;
}

int store_follow(struct store *to, const struct store *from, struct catalog *c, const struct periods *p,
	const struct successors *s, size_t *moved, struct err *e)
{
	struct following f = {.to = to,
		.measures = catalog_get(c, "measures", e),
		.periods = p,
		.successors = s,
		.moved = moved};
	int rc = 0;

	*moved = 0;
	if (!f.measures)
		return -1;
	memcpy(to->feeds, from->feeds, sizeof(to->feeds));
	to->nfeeds = from->nfeeds;
	successor_parts_init(&f.parts);
	for (size_t i = 0; rc == 0 && i < from->n; i++)
		rc = row_follow(&f, &from->rows[i], e);
	successor_parts_release(&f.parts);
	return rc ? -1 : store_merge(&f, e);
}
