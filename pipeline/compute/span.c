#include "compute/span.h"

#include <string.h>

int span_find(struct span *s, const struct periods *p, const char *calendar, const char *name, struct err *e)
{
	const struct period *whole = period_find(p, calendar, name), *first = NULL, *last = NULL;

	*s = (struct span){.periods = p,
		.calendar = calendar,
		.name = name,
		.is_year = whole && whole->kind == PERIOD_YEAR};
	for (size_t i = 0; i < p->n; i++) {
		const struct period *q = &p->list[i];
		const char *at = strstr(name, q->name);
		bool is_named = at && (at == name || at[-1] == '+') && strchr("+", at[strlen(q->name)]);

		if (q->kind != PERIOD_QUARTER || strcmp(q->calendar, calendar) != 0 ||
			!(s->is_year ? strcmp(q->parent, name) == 0 : is_named) || s->n == SPAN_QUARTERS)
			continue;
		s->quarters[s->n++] = q->name;
		first = first ? first : q;
		last = q;
	}
	if (!last)
		return err_set(e, ERR_USAGE,
			"--period: found \"%s\", expected a quarter or year of calendar %s", name, calendar);
	s->starts_on = first->starts_on;
	s->ends_on = last->ends_on;
	return 0;
}

bool span_has(const struct span *s, const char *period)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->quarters[i], period) == 0)
			return true;
	return false;
}
