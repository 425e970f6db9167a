#include "inspect/lint_privacy.h"

#include <string.h>
#include "model/kinds.h"

struct checked {
	struct lint *l;
	const struct table *feeds, *fields;
};

static bool is(const struct checked *c, size_t row, const char *column, const char *word)
{
	return strcmp(table_get(c->fields, row, column), word) == 0;
}

static int add(const struct checked *c, size_t row, const char *column, const char *words, struct err *e)
{
	return lint_add(c->l, c->fields->rows[row].file, c->fields->rows[row].line, e,
		"column %s: field %s of %s: %s", column, table_get(c->fields, row, "field"),
		table_get(c->fields, row, "feed"), words);
}

static bool is_personal(const struct checked *c, size_t row)
{
	return is(c, row, "class", "basic") || is(c, row, "class", "sensitive") ||
	       is(c, row, "policy", "pseudonym");
}

/* Why, and by which right. */
static int check_reason(const struct checked *c, size_t row, struct err *e)
{
	if (!is_personal(c, row))
		return 0;
	if (is(c, row, "purpose", "") &&
		add(c, row, "purpose", "found nothing, expected why personal data are processed", e))
		return -1;
	return is(c, row, "legal_basis", "")
		       ? add(c, row, "legal_basis",
				 "found nothing, expected rows of legal_bases.csv for personal data", e)
		       : 0;
}

/* Whether the records that the row belongs to are of one person each. */
static bool is_beside_pseudonym(const struct checked *c, size_t row)
{
	const char *kind = kind_of_feed(c->feeds, table_get(c->fields, row, "feed"));

	for (size_t i = 0; i < c->fields->nrows; i++)
		if (is(c, i, "policy", "pseudonym") &&
			strcmp(kind_of_feed(c->feeds, table_get(c->fields, i, "feed")), kind) == 0)
			return true;
	return false;
}

static int check_class(const struct checked *c, size_t row, struct err *e)
{
	if (is(c, row, "policy", "pseudonym") && is(c, row, "class", "none"))
		return add(c, row, "class", "found none, expected basic or sensitive for a pseudonym", e);
	if (is(c, row, "policy", "keep") && is(c, row, "class", "sensitive"))
		return add(
			c, row, "policy", "found keep, expected drop or pseudonym for what is sensitive", e);
	if (is(c, row, "policy", "keep") && is(c, row, "class", "none") && is_beside_pseudonym(c, row))
		return add(
			c, row, "class", "found none, expected basic for what is kept beside a pseudonym", e);
	return 0;
}

static int check_identifies(const struct checked *c, size_t row, struct err *e)
{
	if (is(c, row, "identifies", "") ||
		(is(c, row, "policy", "keep") && is(c, row, "type", "id") && is(c, row, "class", "basic")))
		return 0;
	return add(c, row, "identifies",
		"found 1, expected it of a basic id that is kept (a pseudonym is one)", e);
}

int lint_privacy(struct lint *l, struct err *e)
{
	struct checked c = {.l = l, .feeds = catalog_get(l->catalog, "feeds", e)};

	c.fields = c.feeds ? catalog_get(l->catalog, "fields", e) : NULL;
	if (!c.fields)
		return -1;
	for (size_t i = 0; i < c.fields->nrows; i++)
		if (check_reason(&c, i, e) || check_class(&c, i, e) || check_identifies(&c, i, e))
			return -1;
	return 0;
}
