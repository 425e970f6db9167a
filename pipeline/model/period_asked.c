/* Which months, half-years … somebody asks for: the kinds of the sets in force at their end. */
#include <stdlib.h>
#include <string.h>
#include "model/period_rules.h"

bool period_kinds_have(const char *list, const char *kind)
{
	size_t n = strlen(kind);

	for (const char *at = list; (at = strstr(at, kind)); at += n)
		if ((at == list || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

static bool is_asked(const struct table *sets, const struct period *q)
{
	for (size_t i = 0; i < sets->nrows; i++)
		if (period_kinds_have(table_get(sets, i, "period_kind"), q->kind_name) &&
			table_is_valid(sets, i, q->ends_on))
			return true;
	return false;
}

/* Whether a set asks for anything but quarters and years: most catalogues do not, and pay nothing. */
static bool asks_others(const struct table *sets)
{
	for (size_t i = 0; i < sets->nrows; i++) {
		const char *kinds = table_get(sets, i, "period_kind");

		for (size_t n; *kinds; kinds += n + strspn(kinds + n, " ")) {
			n = strcspn(kinds, " ");
			if (!slice_equals((struct slice){kinds, n}, "quarter") &&
				!slice_equals((struct slice){kinds, n}, "year"))
				return true;
		}
	}
	return false;
}

int periods_settle(struct periods *p, struct catalog *c, struct err *e)
{
	const struct table *sets = catalog_get(c, "sets", e);
	bool is_worth = sets && asks_others(sets);

	if (!sets)
		return -1;
	p->hits = calloc(p->n + p->nothers + 1, sizeof(*p->hits));
	if (!p->hits)
		return err_set(e, ERR_NOMEM, "out of memory for the calendar");
	for (size_t i = 0; i < p->n; i++)
		p->list[i].number = i;
	for (size_t i = 0; i < p->nothers; i++) {
		p->others[i].number = p->n + i;
		p->others[i].is_asked = is_worth && is_asked(sets, &p->others[i]);
		p->has_asked = p->has_asked || p->others[i].is_asked;
	}
	return 0;
}
