/* Reading the measures stream, strictly: what is out of order or cut off is refused. */
#include <stdlib.h>
#include <string.h>
#include "core/buf.h"
#include "core/limits.h"
#include "core/masked.h"
#include "stream/grammar.h"
#include "stream/measure.h"

struct measure_reader {
	struct measure_sink *sink;
	const char *name;
	struct buf cells[MEASURE_COLUMNS];
	struct buf last[MEASURE_KEY_COLUMNS]; /* the key of the row before */
	const char *text[MEASURE_COLUMNS];    /* of the row in hand, "" when missing */
	bool has_last;
};

static int fail(const struct measure_reader *r, const struct csv_row *row, struct err *e, const char *what,
	struct slice found)
{
	char quoted[200];

	return err_at(e, ERR_FILE, r->name, row->line, "%s, found %s", what,
		mask_quoted(quoted, found.text, found.len));
}

static bool fits(void *arg, const struct csv_row *header)
{
	(void)arg;
	return grammar_header_is(header, measure_columns, MEASURE_COLUMNS);
}

static int copy_cells(struct measure_reader *r, const struct csv_row *row, struct err *e)
{
	for (size_t i = 0; i < MEASURE_COLUMNS; i++) {
		struct slice cell = grammar_cell(row, i + 1);

		buf_reset(&r->cells[i]);
		r->cells[i].max_bytes = LIMIT_CSV_FIELD_BYTES;
		if (buf_add(&r->cells[i], cell.text, cell.len, e))
			return -1;
		r->text[i] = r->cells[i].len ? r->cells[i].data : "";
	}
	return 0;
}

static int read_part(void *arg, const struct csv_row *row, struct err *e)
{
	struct measure_reader *r = arg;
	char *end = NULL, *end2 = NULL;
	unsigned long k, n;

	if (copy_cells(r, row, e))
		return -1;
	k = strtoul(r->text[0], &end, 10);
	n = *end == '/' ? strtoul(end + 1, &end2, 10) : 0;
	if (!end2 || *end2 || k < 1 || k > n || n > 100000)
		return fail(r, row, e, "expected a part K/N", grammar_cell(row, 1));
	struct measure_part p = {(unsigned)k, (unsigned)n, r->text[1]};
	if (r->sink->part)
		return r->sink->part(r->sink, &p, e);
	if (n != 1)
		return fail(r, row, e, "a part of the measures is not the whole: merge the parts first",
			grammar_cell(row, 1));
	return 0;
}

static int check_order(struct measure_reader *r, const struct csv_row *row, struct err *e)
{
	int d = -1;

	for (size_t i = 0; r->has_last && i < MEASURE_KEY_COLUMNS; i++) {
		d = strcmp(r->last[i].data, r->text[i]);
		if (d)
			break;
		d = 1; /* all equal: a repeated row */
	}
	if (d > 0)
		return fail(r, row, e, "expected rows in order, each once", grammar_cell(row, 1));
	for (size_t i = 0; i < MEASURE_KEY_COLUMNS; i++) {
		buf_reset(&r->last[i]);
		if (buf_add_str(&r->last[i], r->text[i], e) || buf_add_char(&r->last[i], '\0', e))
			return -1;
	}
	r->has_last = true;
	return 0;
}

static int read_measure(void *arg, const struct csv_row *row, struct err *e)
{
	struct measure_reader *r = arg;
	char words[MEASURE_KIND_WORDS], expected[MEASURE_KIND_WORDS + 20];
	struct measure m;

	if (copy_cells(r, row, e))
		return -1;
	if (measure_fill(&m, r->text)) {
		snprintf(expected, sizeof(expected), "expected a kind %s", measure_kind_words(words));
		return fail(r, row, e, expected, grammar_cell(row, MEASURE_AT_kind + 1));
	}
	return check_order(r, row, e) ? -1 : r->sink->put(r->sink, &m, e);
}

/* The first cell of a header that is another's. */
static struct slice find_other(const struct csv_row *header)
{
	for (size_t i = 0; header->n == MEASURE_COLUMNS + 1 && i < header->n; i++)
		if (!slice_equals(grammar_cell(header, i), i ? measure_columns[i - 1] : "_kind"))
			return grammar_cell(header, i);
	return grammar_cell(header, 0);
}

static int refuse(
	void *arg, enum grammar_fault fault, const struct csv_row *row, uint64_t rows, struct err *e)
{
	const struct measure_reader *r = arg;
	char expected[40];

	(void)rows;
	switch (fault) {
	case GRAMMAR_HEADER:
		return fail(r, row, e, "expected the header of a measures stream", find_other(row));
	case GRAMMAR_AFTER_END:
		return fail(r, row, e, "expected nothing after the end row", grammar_cell(row, 0));
	case GRAMMAR_WIDTH:
		snprintf(expected, sizeof(expected), "expected %d columns", MEASURE_COLUMNS + 1);
		return fail(r, row, e, expected, grammar_cell(row, 0));
	case GRAMMAR_KIND:
		return fail(r, row, e, "expected a row of kind measure, part or end", grammar_cell(row, 0));
	case GRAMMAR_COUNT:
		return fail(r, row, e, "the end row counts other rows than the stream has",
			grammar_cell(row, MEASURE_AT_value + 1));
	case GRAMMAR_NO_END:
		break;
	}
	return err_at(e, ERR_FILE, r->name, 0, "stream cut off: no end row");
}

int measures_read(FILE *in, const char *name, struct measure_sink *sink, struct err *e)
{
	static const struct stream_grammar grammar = {
		{{"measure", true, read_measure}, {"part", false, read_part}}, MEASURE_AT_value + 1, fits,
		NULL, refuse};
	struct measure_reader r = {.sink = sink, .name = name};
	int rc = grammar_read(in, name, &grammar, &r, NULL, e);

	for (size_t i = 0; i < MEASURE_COLUMNS; i++)
		buf_release(&r.cells[i]);
	for (size_t i = 0; i < MEASURE_KEY_COLUMNS; i++)
		buf_release(&r.last[i]);
	return rc;
}
