#include "aggregate/stated.h"

#include "core/rational.h"

/* Order of the figure's columns: see model/figure.h. */
enum {
	FIGURE_TEXT,
	FIGURE_KIND,
	FIGURE_COMPARATOR,
	FIGURE_LOW,
	FIGURE_HIGH,
	FIGURE_NUMERATOR,
	FIGURE_DENOMINATOR,
	FIGURE_DIGITS,
	FIGURE_UNIT,
	FIGURE_PARTS
};

void stated_release(struct stated_texts *t)
{
	for (size_t i = 0; i < sizeof(t->text) / sizeof(*t->text); i++)
		buf_release(&t->text[i]);
}

static int take(struct buf *b, const struct cell *c, const char **out, struct err *e)
{
	*out = "";
	if (cell_is_missing(c))
		return 0;
	if (buf_add(b, c->text, c->len, e))
		return -1;
	*out = b->data;
	return 0;
}

static int add_flag(struct buf *b, const char *name, const struct cell *c, struct err *e)
{
	if (cell_is_missing(c) || !c->len)
		return 0;
	return buf_addf(b, e, "%s%s=%.*s", b->len ? " " : "", name, (int)c->len, c->text);
}

int stated_fill(struct stated_texts *t, const struct cell *figure, struct measure *m, struct err *e)
{
	if (take(&t->text[0], &figure[FIGURE_TEXT], &m->text, e) ||
		take(&t->text[1], &figure[FIGURE_LOW], &m->value, e) ||
		take(&t->text[2], &figure[FIGURE_DIGITS], &m->digits, e) ||
		take(&t->text[3], &figure[FIGURE_UNIT], &m->unit, e) ||
		take(&t->text[4], &figure[FIGURE_NUMERATOR], &m->numerator, e) ||
		take(&t->text[5], &figure[FIGURE_DENOMINATOR], &m->denominator, e) ||
		take(&t->text[6], &figure[FIGURE_PARTS], &m->parts, e) ||
		add_flag(&t->text[7], "kind", &figure[FIGURE_KIND], e) ||
		add_flag(&t->text[7], "comparator", &figure[FIGURE_COMPARATOR], e) ||
		add_flag(&t->text[7], "high", &figure[FIGURE_HIGH], e))
		return -1;
	m->flags = t->text[7].len ? t->text[7].data : "";
	return 0;
}

int last_fill(struct stated_texts *t, const struct value *v, struct measure *m, struct err *e)
{
	m->value = "";
	if (v->is_missing)
		return 0;
	if (rational_write(v->number, &t->text[1], e))
		return -1;
	m->value = t->text[1].data;
	return 0;
}
