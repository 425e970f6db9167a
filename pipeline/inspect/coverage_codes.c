/* The part of the coverage that counts which codes of bodies are real. */
#include <string.h>
#include "inspect/coverage.h"

static const char *const kinds[] = {"real", "assumed", "invented", ""};

/* What the codes of one territory that are of one kind are: how many, from which to which, and whose word
 * they rest on. */
struct codes {
	size_t n;
	const char *first, *last, *source;
};

static void count(struct codes *c, const struct table *t, const char *territory, const char *kind)
{
	*c = (struct codes){0, "", "", ""};
	for (size_t i = 0; i < t->nrows; i++) {
		const char *code = table_get(t, i, "code");

		if (!*code || strcmp(table_get(t, i, "territory"), territory) != 0 ||
			strcmp(table_get(t, i, "code_is"), kind) != 0)
			continue;
		if (!c->n++ || strcmp(code, c->first) < 0)
			c->first = code;
		if (strcmp(code, c->last) > 0)
			c->last = code;
		c->source = table_get(t, i, "source");
	}
}

static int write_kind(const struct codes *c, const char *territory, const char *kind, FILE *out,
	size_t *empty, struct err *e)
{
	struct buf row = {0}, definition = {0};
	int rc = buf_addf(&row, e, "%s: %s", territory, *kind ? kind : "unsaid");

	if (rc == 0)
		rc = c->n ? buf_addf(&definition, e, "%zu codes, %s to %s", c->n, c->first, c->last)
			  : buf_add_str(&definition, "0 codes", e);
	if (rc == 0)
		rc = coverage_row(out,
			(const char *const[]){"codes", row.data, definition.data, kind,
				"98-province-today-codes", *c->source ? c->source : "–"},
			empty, e);
	buf_release(&row);
	buf_release(&definition);
	return rc;
}

/* A code that says nothing of itself leaves a cell empty. */
static int write_territory(
	const struct table *t, const char *territory, FILE *out, size_t *empty, struct err *e)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct codes c;

		count(&c, t, territory, kinds[i]);
		if ((c.n || *kinds[i]) && write_kind(&c, territory, kinds[i], out, empty, e) < 0)
			return -1;
	}
	return 0;
}

int coverage_codes(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e)
{
	const struct table *t = catalog_get(c, "agencies", e);
	const struct table *territories = t ? catalog_get(c, "territories", e) : NULL;

	(void)date; /* a code that ended is still met in what was sent */
	if (!territories)
		return -1;
	for (size_t i = 0; i < territories->nrows; i++)
		if (!*table_get(territories, i, "parent") &&
			write_territory(t, table_get(territories, i, "territory"), out, empty, e) < 0)
			return -1;
	return 0;
}
