#include "stream/grammar.h"

struct grammar_state {
	const struct stream_grammar *g;
	void *arg;
	size_t width; /* of the header */
	bool has_header, has_end;
	uint64_t rows;
};

struct slice grammar_cell(const struct csv_row *row, size_t i)
{
	const struct cell *c = &row->cells[i];

	return c->state == CELL_TEXT ? (struct slice){c->text, c->len} : SLICE("");
}

bool grammar_header_is(const struct csv_row *header, const char *const *columns, size_t n)
{
	bool fits = header->n == n + 1 && slice_equals(grammar_cell(header, 0), "_kind");

	for (size_t i = 0; fits && i < n; i++)
		fits = slice_equals(grammar_cell(header, i + 1), columns[i]);
	return fits;
}

static int refuse(struct grammar_state *s, enum grammar_fault fault, const struct csv_row *row, struct err *e)
{
	return s->g->refuse(s->arg, fault, row, s->rows, e);
}

static bool is_count(struct slice text, uint64_t rows)
{
	uint64_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.text[i] < '0' || text.text[i] > '9' || n > UINT64_MAX / 10 - 9)
			return false;
		n = n * 10 + (uint64_t)(text.text[i] - '0');
	}
	return text.len && n == rows;
}

static int read_end(struct grammar_state *s, const struct csv_row *row, struct err *e)
{
	size_t column = s->g->end_column;

	for (size_t i = 1; !column && i < row->n; i++)
		if (grammar_cell(row, i).len)
			column = i;
	s->has_end = true;
	if (!column || !is_count(grammar_cell(row, column), s->rows))
		return refuse(s, GRAMMAR_COUNT, row, e);
	return s->g->end ? s->g->end(s->arg, row, e) : 0;
}

static int read_header(struct grammar_state *s, const struct csv_row *row, struct err *e)
{
	s->has_header = true;
	s->width = row->n;
	return s->g->fits(s->arg, row) ? 0 : refuse(s, GRAMMAR_HEADER, row, e);
}

static int read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct grammar_state *s = arg;
	const struct grammar_kind *k = s->g->kinds;
	struct slice kind = grammar_cell(row, 0);

	if (!s->has_header)
		return read_header(s, row, e);
	if (s->has_end || row->n != s->width)
		return refuse(s, s->has_end ? GRAMMAR_AFTER_END : GRAMMAR_WIDTH, row, e);
	for (; k < s->g->kinds + GRAMMAR_KINDS && k->name; k++)
		if (slice_equals(kind, k->name)) {
			s->rows += k->is_counted;
			return k->read(s->arg, row, e);
		}
	return slice_equals(kind, "end") ? read_end(s, row, e) : refuse(s, GRAMMAR_KIND, row, e);
}

int grammar_read(
	FILE *in, const char *name, const struct stream_grammar *g, void *arg, uint64_t *rows, struct err *e)
{
	struct grammar_state s = {.g = g, .arg = arg};
	int rc = csv_read(in, name, read_row, &s, e);

	/* A cut stream ends inside a quoted cell as often as between rows: csv_read tells of the one. */
	if (!rc && !s.has_end)
		rc = refuse(&s, GRAMMAR_NO_END, NULL, e);
	if (rows)
		*rows = s.rows;
	return rc;
}
