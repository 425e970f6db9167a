#include "model/column_value.h"

#include "core/rational.h"

enum value_type column_value_type(enum column_type type)
{
	if (type == COLUMN_BOOL)
		return VALUE_BOOL;
	return type == COLUMN_INTEGER || type == COLUMN_NUMERIC ? VALUE_NUMBER : VALUE_TEXT;
}

void cell_value(const struct cell *c, struct value *out)
{
	out->is_missing = cell_is_missing(c);
	out->reason = NULL;
	if (out->is_missing)
		return;
	out->text = (struct slice){c->text, c->len};
	out->is_true = c->len == 1 && *c->text == 't';
	if (out->type == VALUE_NUMBER && rational_parse(out->number, c->text, c->len, NULL)) {
		out->is_missing = true;
		out->reason = "not a number";
	}
}
