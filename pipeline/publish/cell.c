#include "publish/cell.h"

#include <string.h>

/* pg_type.oid of the types that a statement may give: they are the same on every server. */
enum {
	OID_BOOL = 16,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_DATE = 1082,
	OID_TIMESTAMPTZ = 1184,
	OID_NUMERIC = 1700
};

enum cell_kind cell_kind_of(const PGresult *r, int column)
{
	switch (PQftype(r, column)) {
	case OID_BOOL:
		return CELL_IS_BOOL;
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
	case OID_NUMERIC:
		return CELL_IS_NUMBER;
	case OID_DATE:
	case OID_TIMESTAMPTZ:
		return CELL_IS_DATE;
	default:
		return CELL_IS_TEXT;
	}
}

/* 1234567.5: 1.234.567,5 */
static int write_number(const char *text, struct buf *out, struct err *e)
{
	size_t whole;

	if (*text == '-' &&
		buf_add_str(out, "\xE2\x88\x92", e) < 0) /* a minus, which does not break a line */
		return -1;
	text += *text == '-';
	whole = strspn(text, "0123456789");
	for (size_t i = 0; i < whole; i++)
		if ((i && (whole - i) % 3 == 0 && buf_add_char(out, '.', e) < 0) ||
			buf_add_char(out, text[i], e) < 0)
			return -1;
	if (text[whole] != '.')
		return buf_add_str(out, text + whole, e);
	return buf_add_char(out, ',', e) < 0 ? -1 : buf_add_str(out, text + whole + 1, e);
}

/* 2024-03-31 01:00:00+07: 31/03/2024 01:00 */
static int write_date(const char *text, struct buf *out, struct err *e)
{
	if (strlen(text) < 10)
		return buf_add_str(out, text, e);
	if (buf_addf(out, e, "%.2s/%.2s/%.4s", text + 8, text + 5, text) < 0)
		return -1;
	return strlen(text) < 16 ? 0 : buf_addf(out, e, " %.5s", text + 11);
}

int cell_write(const PGresult *r, int row, int column, struct buf *out, struct err *e)
{
	const char *text = PQgetvalue(r, row, column);

	if (PQgetisnull(r, row, column))
		return 0;
	switch (cell_kind_of(r, column)) {
	case CELL_IS_NUMBER:
		return write_number(text, out, e);
	case CELL_IS_DATE:
		return write_date(text, out, e);
	case CELL_IS_BOOL:
		return *text == 't' ? buf_add_char(out, '1', e) : 0;
	default:
		return buf_add_str(out, text, e);
	}
}
