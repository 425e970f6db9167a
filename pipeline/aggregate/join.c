#include "aggregate/join.h"

#include <stdlib.h>
#include <string.h>
#include "aggregate/settle.h"
#include "model/column_value.h"
#include "stream/stream.h"

struct join_row {
	const struct cell *cells;
	size_t order; /* as it came: of feeds of one kind that say something of one key, the last one's holds
		       */
};

static int get_column(const struct join *j, const char *word, size_t len, size_t *column, struct err *e)
{
	char name[80] = "";

	if (len < sizeof(name))
		memcpy(name, word, len);
	long n = feed_find_column(j->feed, name);
	if (n < 0)
		return err_set(e, ERR_CATALOG,
			"setting lookup.%s: found \"%s\", expected a column of the feed", j->feed->name,
			name);
	*column = (size_t)n;
	return 0;
}

int join_init(struct join *j, struct catalog *c, const char *feed, const char *today, struct err *e)
{
	char name[120];
	const char *words;
	size_t *columns[] = {&j->key, &j->from, &j->to};

	*j = (struct join){0};
	if (feed_load(&j->feed, c, feed, today, e))
		return -1;
	snprintf(name, sizeof(name), "lookup.%s", feed);
	words = catalog_setting(c, name, today, e);
	if (!words)
		return err_set(
			e, ERR_CATALOG, "setting %s not found: expected KEY FROM TO of the list", name);
	for (size_t i = 0; i < 3; i++) {
		size_t len = strcspn(words, " ");

		if (get_column(j, words, len, columns[i], e))
			return -1;
		words += len + (words[len] == ' ');
	}
	return 0;
}

void join_release(struct join *j)
{
	feed_free(j->feed);
	free(j->rows);
	arena_release(&j->arena);
	*j = (struct join){0};
}

static int keep_row(
	void *arg, const struct record *r, const char *sent, const unsigned char hash[32], struct err *e)
{
	struct join *j = arg;
	struct cell *cells = arena_alloc(&j->arena, r->ncells * sizeof(*cells), e);

	(void)sent, (void)hash;
	if (!cells)
		return -1;
	for (size_t i = 0; i < r->ncells; i++) {
		cells[i] = r->cells[i];
		if (!cell_is_missing(&cells[i]) &&
			!(cells[i].text = arena_copy(&j->arena, cells[i].text, cells[i].len, e)))
			return -1;
	}
	if (j->n == j->cap) {
		size_t cap = j->cap ? j->cap * 2 : 256;
		struct join_row *rows = realloc(j->rows, cap * sizeof(*rows));

		if (!rows)
			return err_set(e, ERR_NOMEM, "out of memory for list %s", j->feed->name);
		j->rows = rows;
		j->cap = cap;
	}
	j->rows[j->n] = (struct join_row){cells, j->n};
	j->n++;
	return 0;
}

static struct slice cell_slice(const struct cell *c)
{
	return cell_is_missing(c) ? (struct slice){"", 0} : (struct slice){c->text, c->len};
}

static int by_key(const void *a, const void *b, void *arg)
{
	const struct join *j = arg;
	const struct join_row *r = a, *s = b;
	const struct cell *x = r->cells, *y = s->cells;
	int d = slice_compare(cell_slice(&x[j->key]), cell_slice(&y[j->key]));

	d = d ? d : slice_compare(cell_slice(&x[j->from]), cell_slice(&y[j->from]));
	return d ? d : (r->order > s->order) - (r->order < s->order);
}

int join_fill(struct join *j, join_fill_fn *fill, void *arg, struct err *e)
{
	struct settler *s = NULL;
	struct settle_options o = {0};
	struct settle_counts counts;
	int rc = settler_new(&s, j->feed, &o, keep_row, j, e);

	if (rc == 0)
		rc = fill(arg, settler_sink(s), e);
	if (rc == 0)
		rc = settler_finish(s, &counts, e);
	settler_free(s);
	if (rc)
		return -1;
	if (j->n)
		qsort_r(j->rows, j->n, sizeof(*j->rows), by_key, j);
	j->is_given = true;
	return 0;
}

/* A stream of clean records. */
struct join_stream {
	const struct feed *feed;
	FILE *in;
	const char *name;
};

static int fill_from_stream(void *arg, struct sink *to, struct err *e)
{
	struct join_stream *s = arg;

	return stream_read(s->in, s->name, s->feed, to, NULL, e);
}

int join_read(struct join *j, FILE *in, const char *name, struct err *e)
{
	return join_fill(j, fill_from_stream, &(struct join_stream){j->feed, in, name}, e);
}

static bool is_valid(const struct join *j, const struct cell *row, struct slice date)
{
	struct slice from = cell_slice(&row[j->from]), to = cell_slice(&row[j->to]);

	if (date.len > 10)
		date.len = 10;
	if (from.len > 10)
		from.len = 10;
	if (to.len > 10)
		to.len = 10;
	return slice_compare(from, date) <= 0 && (!to.len || slice_compare(date, to) <= 0);
}

/* The number of rows whose key is less than key. */
static size_t lower_bound(const struct join *j, struct slice key)
{
	size_t lo = 0, hi = j->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (slice_compare(cell_slice(&j->rows[mid].cells[j->key]), key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void join_find(const struct join *j, struct slice key, struct slice date, size_t column, struct value *out)
{
	const struct cell *found = NULL;

	for (size_t i = lower_bound(j, key); i < j->n; i++) {
		const struct cell *row = j->rows[i].cells;

		if (!slice_same(cell_slice(&row[j->key]), key))
			break;
		if (is_valid(j, row, date))
			found = row; /* of several the one that began last */
	}
	out->is_missing = true;
	out->reason = "not in the list";
	if (found)
		cell_value(&found[column], out);
}
