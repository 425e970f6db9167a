#include "model/check_rows.h"

static const struct row_word severities[] = {{"", SEVERITY_FLAG}, {"info", SEVERITY_INFO},
	{"flag", SEVERITY_FLAG}, {"gate", SEVERITY_GATE}, {NULL, 0}};

static const struct row_column check_columns[] = {
	{"check", ROW_TEXT, offsetof(struct check, check), NULL},
	{"feed", ROW_TEXT, offsetof(struct check, feed), NULL},
	{"set", ROW_TEXT, offsetof(struct check, set), NULL},
	{"indicator", ROW_TEXT, offsetof(struct check, indicator), NULL},
	{"kind", ROW_TEXT, offsetof(struct check, kind), NULL},
	{"params", ROW_TEXT, offsetof(struct check, params), NULL},
	{"message_vi", ROW_TEXT, offsetof(struct check, message_vi), NULL},
	{"severity", ROW_WORD, offsetof(struct check, severity), severities},
};
const struct row_shape check_shape = {
	"checks", sizeof(struct check), check_columns, sizeof(check_columns) / sizeof(*check_columns), {0}};

int checks_open(struct checks *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &check_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}
