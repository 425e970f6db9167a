/* Reading the measures stream, strictly: what is out of order or cut off is refused. */
#include <stdlib.h>
#include <string.h>
#include "core/buf.h"
#include "core/csv.h"
#include "core/limits.h"
#include "core/masked.h"
#include "stream/measure.h"

#define COLUMNS 16

static const char *const columns[COLUMNS] = {"_kind", "measure", "item", "agency", "period", "kind", "unit",
	"value", "keys", "text", "digits", "numerator", "denominator", "parts", "flags", "order"};

struct reader {
	struct measure_sink *sink;
	const char *name;
	struct buf cells[COLUMNS];
	struct buf last[4]; /* the key of the row before */
	const char *text[COLUMNS];
	uint64_t rows;
	bool has_header, has_end, has_last;
};

static int bad(
	const struct reader *r, const struct csv_row *row, struct err *e, const char *what, const char *found)
{
	char quoted[200];

	return err_at(e, ERR_FILE, r->name, row->line, "%s, found %s", what,
		mask_quoted(quoted, found, strlen(found)));
}

static int read_header(struct reader *r, const struct csv_row *row, struct err *e)
{
	r->has_header = true;
	for (size_t i = 0; i < COLUMNS; i++)
		if (row->n != COLUMNS || strcmp(r->text[i], columns[i]) != 0)
			return bad(r, row, e, "expected the header of a measures stream",
				r->text[row->n != COLUMNS ? 0 : i]);
	return 0;
}

static int cells_copy(struct reader *r, const struct csv_row *row, struct err *e)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		const struct cell *c = i < row->n ? &row->cells[i] : NULL;

		buf_reset(&r->cells[i]);
		r->cells[i].max_bytes = LIMIT_CSV_FIELD_BYTES;
		if (buf_add(&r->cells[i], "", 0, e) ||
			(c && c->state == CELL_TEXT && buf_add(&r->cells[i], c->text, c->len, e)))
			return -1;
		r->text[i] = r->cells[i].data && r->cells[i].len ? r->cells[i].data : "";
	}
	return 0;
}

static int read_part(struct reader *r, const struct csv_row *row, struct err *e)
{
	char *end = NULL, *end2 = NULL;
	unsigned long k = strtoul(r->text[1], &end, 10), n = *end == '/' ? strtoul(end + 1, &end2, 10) : 0;

	if (!end2 || *end2 || k < 1 || k > n || n > 100000)
		return bad(r, row, e, "expected a part K/N", r->text[1]);
	struct measure_part p = {(unsigned)k, (unsigned)n, r->text[2]};
	if (r->sink->part)
		return r->sink->part(r->sink, &p, e);
	if (n != 1)
		return bad(r, row, e, "a part of the measures is not the whole: merge the parts first",
			r->text[1]);
	return 0;
}

static int check_order(struct reader *r, const struct csv_row *row, struct err *e)
{
	int d = -1;

	for (size_t i = 0; r->has_last && i < 4; i++) {
		d = strcmp(r->last[i].data, r->text[i + 1]);
		if (d)
			break;
		d = 1; /* all equal: a repeated row */
	}
	if (d > 0)
		return bad(r, row, e, "expected rows in order, each once", r->text[1]);
	for (size_t i = 0; i < 4; i++) {
		buf_reset(&r->last[i]);
		if (buf_add_str(&r->last[i], r->text[i + 1], e) || buf_add_char(&r->last[i], '\0', e))
			return -1;
	}
	r->has_last = true;
	return 0;
}

static int bad_kind(const struct reader *r, const struct csv_row *row, struct err *e)
{
	char words[MEASURE_KIND_WORDS], expected[MEASURE_KIND_WORDS + 20];

	snprintf(expected, sizeof(expected), "expected a kind %s", measure_kind_words(words));
	return bad(r, row, e, expected, r->text[5]);
}

static int read_measure(struct reader *r, const struct csv_row *row, struct err *e)
{
	const char *const *t = r->text;
	struct measure m = {t[1], t[2], t[3], t[4], MEASURE_SUM, t[6], t[7], t[8], t[9], t[10], t[11], t[12],
		t[13], t[14], t[15]};

	if (measure_kind_parse(t[5], &m.kind))
		return bad_kind(r, row, e);
	if (check_order(r, row, e))
		return -1;
	r->rows++;
	return r->sink->put(r->sink, &m, e);
}

static int read_end(struct reader *r, const struct csv_row *row, struct err *e)
{
	char *end = NULL;
	unsigned long long n = strtoull(r->text[7], &end, 10);

	r->has_end = true;
	if (!*r->text[7] || *end || n != r->rows)
		return bad(r, row, e, "the end row counts other rows than the stream has", r->text[7]);
	return 0;
}

static int read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct reader *r = arg;

	if (cells_copy(r, row, e))
		return -1;
	if (!r->has_header)
		return read_header(r, row, e);
	if (r->has_end || row->n != COLUMNS)
		return bad(r, row, e,
			r->has_end ? "expected nothing after the end row" : "expected 16 columns",
			r->text[0]);
	if (strcmp(r->text[0], "measure") == 0)
		return read_measure(r, row, e);
	if (strcmp(r->text[0], "part") == 0)
		return read_part(r, row, e);
	if (strcmp(r->text[0], "end") == 0)
		return read_end(r, row, e);
	return bad(r, row, e, "expected a row of kind measure, part or end", r->text[0]);
}

int measures_read(FILE *in, const char *name, struct measure_sink *sink, struct err *e)
{
	struct reader r = {.sink = sink, .name = name};
	int rc = csv_read(in, name, read_row, &r, e);

	if (rc == 0 && !r.has_end)
		rc = err_at(e, ERR_FILE, name, 0, "stream cut off: no end row");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_release(&r.cells[i]);
	for (size_t i = 0; i < 4; i++)
		buf_release(&r.last[i]);
	return rc;
}
