#include "compute/target.h"

#include <string.h>
#include "core/rational.h"

#define MORE_DIGITS 30 /* more than any two fractions of records need to differ */

static bool compares(const char *comparator, int d)
{
	if (strcmp(comparator, "gt") == 0)
		return d > 0;
	if (strcmp(comparator, "le") == 0)
		return d <= 0;
	if (strcmp(comparator, "lt") == 0)
		return d < 0;
	if (strcmp(comparator, "eq") == 0)
		return d == 0;
	return d >= 0; /* ge, strive, range, and a bare number */
}

int target_status(const char **status, const struct maybe *value, const char *comparator, const char *low,
	const char *high, struct err *e)
{
	const char *bound = *comparator == 'l' && !*low ? high : low;
	mpq_t b;
	int rc = 0;
	*status = !*bound ? "no_target" : "no_data";
	if (!*bound || !value->has)
		return 0;
	mpq_init(b);
	rc = rational_parse(b, bound, strlen(bound), e)
		     ? err_set(e, ERR_CATALOG, "target \"%s\" is no number", bound)
		     : 0;
	if (rc == 0)
		*status = compares(comparator, mpq_cmp(value->number, b)) ? "reached" : "not_reached";
	mpq_clear(b);
	return rc;
}

static long row_find(const struct table *t, const struct result *r, const char *level, const char *date)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "set"), r->set) == 0 &&
			strcmp(table_get(t, i, "indicator"), r->indicator) == 0 &&
			strcmp(table_get(t, i, "level"), level) == 0 && table_is_valid(t, i, date))
			return (long)i;
	return -1;
}

/* The status of a value against the target of a level; no_target without a row. */
static int level_status(
	const struct table *t, long row, const struct maybe *value, const char **status, struct err *e)
{
	size_t i = (size_t)row;
	*status = "no_target";
	return row < 0 ? 0
		       : target_status(status, value, table_get(t, i, "comparator"), table_get(t, i, "low"),
				 table_get(t, i, "high"), e);
}

int target_find(struct result *r, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "targets", e);
	long province, national;
	if (!t)
		return -1;
	province = row_find(t, r, "province", date);
	national = row_find(t, r, "national", date);
	r->target = province < 0 ? "" : table_get(t, (size_t)province, "text");
	r->national_target = national < 0 ? "" : table_get(t, (size_t)national, "text");
	return level_status(t, province, &r->value, &r->status, e) ||
			       level_status(t, national, &r->value, &r->national_status, e)
		       ? -1
		       : 0;
}

/* Whether the value as rounded at digits has the statuses of the exact one. */
static int is_honest(const struct result *r, const struct table *t, const char *date, unsigned digits,
	bool *honest, struct err *e)
{
	struct buf text = {0};
	struct maybe rounded = {.has = true};
	const char *province = "", *national = "";
	int rc;
	mpq_init(rounded.number);
	rc = rational_round(r->value.number, digits, &text, e);
	if (rc == 0)
		rc = rational_parse(rounded.number, text.data, text.len, e);
	if (rc == 0)
		rc = level_status(t, row_find(t, r, "province", date), &rounded, &province, e);
	if (rc == 0)
		rc = level_status(t, row_find(t, r, "national", date), &rounded, &national, e);
	*honest = strcmp(province, r->status) == 0 && strcmp(national, r->national_status) == 0;
	mpq_clear(rounded.number);
	buf_release(&text);
	return rc;
}

int target_show(struct result *r, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "targets", e);
	unsigned digits = r->digits;
	bool honest = false;
	if (!t)
		return -1;
	if (!r->value.has)
		return 0;
	for (; digits < r->digits + MORE_DIGITS; digits++) {
		if (is_honest(r, t, date, digits, &honest, e))
			return -1;
		if (honest)
			break;
	}
	return result_show(r->value.number, digits, &r->shown, e);
}
