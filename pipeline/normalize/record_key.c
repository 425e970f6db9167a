#include "normalize/record_key.h"

#include "model/figure.h"

/* What a body or a code is depends on the record's day and province. */
static bool needs_settled(const struct field *f)
{
	return f->type == TYPE_AGENCY || f->type == TYPE_TERRITORY || f->type == TYPE_CODE;
}

/* Returns 0 with the cell, 1 when it has none, -1 on error. */
static int convert_key(
	struct converter *c, const struct record *r, size_t column, bool is_settled, struct cell *cells)
{
	size_t i = c->feed->columns[column].field;
	struct plan *p = &c->plans[i];
	struct slice in = convert_trim(&r->cells[i]);
	const char *code;

	for (size_t k = 0; k < FIGURE_COLUMNS; k++)
		cells[k] = (struct cell){NULL, 0, CELL_ABSENT};
	if (!in.len || in.len > p->field->max_bytes || plan_is_missing(p, in) ||
		(!is_settled && needs_settled(p->field)))
		return 1;
	code = p->convert(c, i, in, cells);
	if (code == CONVERT_FAILED)
		return -1;
	return code || cell_is_missing(&cells[column - p->field->first_column]);
}

static int add_keys(
	struct converter *c, const struct record *r, bool is_settled, struct buf *out, struct err *e)
{
	struct cell cells[FIGURE_COLUMNS];

	for (size_t k = 0; k < c->feed->nkey; k++) {
		size_t column = c->feed->key[k];
		const struct cell *cell =
			&cells[column - c->plans[c->feed->columns[column].field].field->first_column];
		int rc = convert_key(c, r, column, is_settled, cells);

		if (rc)
			return rc;
		if ((k && buf_add_char(out, RECORD_KEY_MARK, e)) || buf_add(out, cell->text, cell->len, e))
			return -1;
	}
	return 0;
}

int record_key(struct converter *c, const struct record *r, bool is_settled, struct buf *out, struct err *e)
{
	char expected[PERIOD_EXPECTED_BYTES];
	int rc;

	memcpy(expected, c->expected, sizeof(expected));
	buf_reset(out);
	rc = add_keys(c, r, is_settled, out, e);
	memcpy(c->expected, expected, sizeof(expected));
	if (rc > 0)
		buf_reset(out);
	return rc < 0 ? -1 : 0;
}
