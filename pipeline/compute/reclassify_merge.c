#include "compute/reclassify_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

static int by_row(const void *a, const void *b)
{
	return measure_compare(a, b);
}

static int add_values(const struct measure *rows, size_t n, mpq_t sum, size_t *count, struct err *e)
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
	struct reclassifying *f, struct measure *to, const struct measure *rows, size_t n, struct err *e)
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

static int take_mean(
	struct reclassifying *f, struct measure *to, const struct measure *rows, size_t n, struct err *e)
{
	size_t expected = successors_count(f->successors, to->agency, reclassifying_starts(f, to)), count;
	mpq_t sum, by;
	int rc = -1;

	mpq_inits(sum, by, NULL);
	if (add_values(rows, n, sum, &count, e))
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
	to->value = reclassifying_number(f, sum, e);
	rc = to->value ? 0 : -1;
out:
	mpq_clears(sum, by, NULL);
	return rc;
}

/* Rows of one key: the first becomes all of them. */
static int merge_rows(
	struct reclassifying *f, struct measure *to, const struct measure *rows, size_t n, struct err *e)
{
	size_t count;
	mpq_t sum;
	int rc = -1;

	*to = rows[0];
	if (reclassifying_averages(f, to))
		return take_mean(f, to, rows, n, e);
	if (n == 1)
		return 0;
	if (measure_kind_rule(to->kind)->adding == MEASURE_UNITES) {
		to->flags = flags_join(f->to, rows, n, e);
		return to->flags ? keys_unite(f, to, rows, n, e) : -1;
	}
	if (!reclassifying_adds(f, to)) {
		row_blank(to, "merged");
		return 0;
	}
	mpq_init(sum);
	if (add_values(rows, n, sum, &count, e))
		goto out;
	to->numerator = to->denominator = to->parts = "";
	to->flags = flags_join(f->to, rows, n, e);
	to->value = count ? reclassifying_number(f, sum, e) : "";
	rc = to->flags && to->value ? 0 : -1;
out:
	mpq_clear(sum);
	return rc;
}

int reclassifying_merge(struct reclassifying *f, struct err *e)
{
	struct store *s = f->to;
	size_t kept = 0, n;

	if (s->n)
		qsort(s->rows, s->n, sizeof(*s->rows), by_row);
	for (size_t i = 0; i < s->n; i += n) {
		struct measure merged;

		for (n = 1; i + n < s->n && measure_compare(&s->rows[i], &s->rows[i + n]) == 0;)
			n++;
		if (merge_rows(f, &merged, s->rows + i, n, e))
			return -1;
		s->rows[kept++] = merged;
	}
	s->n = kept;
	return 0;
}
