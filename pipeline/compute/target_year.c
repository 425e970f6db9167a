/* A target of a year that was over when the period began: it is held against a figure of its own year, or
 * against none. */
#include <stdlib.h>
#include <string.h>
#include "compute/target_row.h"
#include "model/messages.h"

bool assessing_is_past(const struct assessing *h)
{
	const char *year = h->target->year;

	return h->target->level == LEVEL_NATIONAL && *year && *h->target->low &&
	       strncmp(year, h->w->date, 4) < 0;
}

static bool has_rows(const struct store *s, const struct span *span)
{
	for (size_t i = 0; i < s->n; i++)
		if (span_has(span, s->rows[i].period))
			return true;
	return false;
}

/* The figure of one period of that year, when its measures are at hand. */
static int take_period(struct measured *m, const struct assessing *h, const char *name, struct err *e)
{
	const struct observations *f = h->w->f;
	struct observations then;
	struct span span;
	int rc;

	if (span_find(&span, f->span.periods, f->span.calendar, name, e))
		return -1;
	if (!has_rows(f->store, &span))
		return 0;
	if (observations_init(&then, f->store, f->catalog, &span, e))
		return -1;
	rc = measured_other(m, h, &then, e);
	observations_release(&then);
	return rc;
}

static bool is_quarter_of(const struct period *p, const struct assessing *h)
{
	return p->kind == PERIOD_QUARTER && strcmp(p->calendar, h->w->f->span.calendar) == 0 &&
	       strcmp(p->parent, h->target->year) == 0;
}

/* The year's own figure; of what is only stated a quarter, that of the last quarter that has one. */
static int take_year(struct measured *m, const struct assessing *h, const char **period, struct err *e)
{
	const struct periods *p = h->w->f->span.periods;

	*period = h->target->year;
	if (!period_find(p, h->w->f->span.calendar, *period))
		return 0;
	if (take_period(m, h, *period, e))
		return -1;
	for (size_t i = p->n; i-- > 0 && !m->number.has;)
		if (is_quarter_of(&p->list[i], h)) {
			*period = p->list[i].name;
			if (take_period(m, h, *period, e))
				return -1;
		}
	return 0;
}

int measured_past(struct measured *m, const struct assessing *h, struct buf *words, struct err *e)
{
	const char *year = h->target->year, *period = year;

	m->number.has = m->is_own = false;
	m->is_comparable = true; /* with nothing: there is no figure yet */
	if (h->w->k && h->w->f && h->w->f->span.periods && take_year(m, h, &period, e))
		return -1;
	if (!m->number.has)
		return message_add(words, h->w->messages, "words.no_figure_of_year",
			(const char *const[]){"year", year, NULL}, e);
	if (buf_addf(words, e, "%s: ", year) || result_show(m->number.number, h->r->digits, words, e))
		return -1;
	return buf_addf(words, e, " (%s)", period);
}
