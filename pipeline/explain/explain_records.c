/* The measures that the variables are made of, the records counted in them, and the files of these. */
#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "explain/explain_parts.h"
#include "explain/records.h"
#include "formula/formula_steps.h"

static const char *kind_of_row(const struct explaining *x, const struct measure *m)
{
	return explain_title(x, "measures", "measure", m->measure, "feed");
}

/* ---- counting ---- */

static bool is_same_count(const struct explaining *x, const struct taken *a, const struct taken *b)
{
	return strcmp(a->m->period, b->m->period) == 0 &&
	       strcmp(kind_of_row(x, a->m), kind_of_row(x, b->m)) == 0;
}

static bool is_named(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* All rows of one kind and period at once. */
static int count_group(struct explaining *x, size_t first, struct err *e)
{
	const char *names[RESULT_VARIABLES * 8];
	struct records_asked a = {.kind = kind_of_row(x, x->taken[first].m),
		.period = x->taken[first].m->period,
		.measures = names,
		.most = x->o->has_records || x->o->is_verified ? 0 : x->o->most};

	for (size_t i = first; i < x->ntaken; i++) {
		const char *name = x->taken[i].m->measure;

		if (!is_same_count(x, &x->taken[first], &x->taken[i]) || is_named(names, a.n, name))
			continue;
		if (a.n == sizeof names / sizeof *names)
			return err_set(e, ERR_CATALOG, "more than %zu measures of one figure", a.n);
		names[a.n++] = name;
	}
	return records_count(&x->world, &a, &x->list, e);
}

static int count_records(struct explaining *x, struct err *e)
{
	x->list.is_limited = true;
	for (size_t i = 0; i < x->ntaken; i++)
		if (tally_want(&x->list, x->taken[i].m, e))
			return -1;
	for (size_t i = 0; i < x->ntaken && !x->list.is_many; i++) {
		size_t k = 0;

		while (k < i && !is_same_count(x, &x->taken[k], &x->taken[i]))
			k++;
		if (k == i && count_group(x, i, e))
			return -1;
	}
	tally_settle(&x->list);
	return x->list.is_many ? explain_say(x, x->page, "many", "words.explain_many", e) : 0;
}

/* ---- measures ---- */

/* Rows of one variable, measure, item and period: of several agencies they are one line of the page. */
static bool is_one_line(const struct taken *a, const struct taken *b)
{
	return a->variable == b->variable && strcmp(a->m->measure, b->m->measure) == 0 &&
	       strcmp(a->m->item, b->m->item) == 0 && strcmp(a->m->period, b->m->period) == 0;
}

static int add_number(mpq_t sum, const char *value, struct err *e)
{
	mpq_t v;
	int rc;

	mpq_init(v);
	rc = *value ? rational_parse(v, value, strlen(value), e) : 0;
	mpq_add(sum, sum, v);
	mpq_clear(v);
	return rc;
}

/* Of more than were read no number is known. */
static int say_counted(
	const struct explaining *x, struct page *row, const char *name, size_t n, struct err *e)
{
	return x->list.is_many ? 0 : page_setf(row, name, e, "%zu", n);
}

static int say_part(struct explaining *x, struct page *line, const struct taken *t, struct err *e)
{
	const struct tally_group *g = tally_find(&x->list, t->m);
	struct page *row;

	if (!*t->m->value && !*t->m->text && !(g && (g->counted || g->undecided)))
		return 0;
	row = page_add(line, "parts", e);
	return !row || page_set(row, "agency", t->m->agency, e) ||
			       page_set(row, "agency_name",
				       explain_title(x, "agencies", "agency", t->m->agency, "name_vi"), e) ||
			       page_set(row, "part_value", t->m->value, e) ||
			       page_set(row, "part_text", t->m->text, e) ||
			       say_counted(x, row, "part_records", g ? g->counted : 0, e) ||
			       page_setf(row, "part_undecided", e, "%zu", g ? g->undecided : 0)
		       ? -1
		       : 0;
}

/* Sums are added; of keys that several agencies may share, and of what is stated, nothing is. */
static int say_total(struct explaining *x, struct page *line, size_t first, struct err *e)
{
	struct buf text = {0};
	size_t records = 0, undecided = 0, parts = 0;
	mpq_t sum;
	int rc = 0;

	mpq_init(sum);
	for (size_t i = first; rc == 0 && i < x->ntaken; i++) {
		const struct tally_group *g;

		if (!is_one_line(&x->taken[first], &x->taken[i]))
			continue;
		g = tally_find(&x->list, x->taken[i].m);
		records += g ? g->counted : 0;
		undecided += g ? g->undecided : 0;
		parts++;
		if (x->taken[first].m->kind == MEASURE_SUM)
			rc = add_number(sum, x->taken[i].m->value, e);
		if (rc == 0)
			rc = say_part(x, line, &x->taken[i], e);
	}
	if (rc == 0)
		rc = formula_show_number(sum, &text, e) ||
				     page_set(line, "value",
					     x->taken[first].m->kind == MEASURE_SUM ? text.data
					     : parts == 1			    ? x->taken[first].m->value
										    : "",
					     e) ||
				     page_setf(line, "agencies", e, "%zu", page_count(line, "parts")) ||
				     say_counted(x, line, "counted", records, e) ||
				     page_set(line, "undecided", "", e)
			     ? -1
			     : 0;
	if (rc == 0 && undecided)
		rc = page_setf(line, "undecided", e, "%zu", undecided);
	mpq_clear(sum);
	buf_release(&text);
	return rc;
}

static int say_measure(struct explaining *x, const struct result *r, size_t first, struct err *e)
{
	const struct taken *t = &x->taken[first];
	const char *name = t->m->measure;
	struct page *row = page_add(x->page, "measures", e);

	return !row || page_set(row, "var", r->variables[t->variable].of->var, e) ||
			       page_set(row, "measure", name, e) || page_set(row, "item", t->m->item, e) ||
			       page_set(row, "measure_period", t->m->period, e) ||
			       page_set(row, "unit", t->m->unit, e) ||
			       page_set(row, "title",
				       explain_title(x, "measures", "measure", name, "title_vi"), e) ||
			       page_set(row, "kind", kind_of_row(x, t->m), e) ||
			       page_set(row, "rule", explain_title(x, "measures", "measure", name, "value"),
				       e) ||
			       page_set(row, "where", explain_title(x, "measures", "measure", name, "where"),
				       e) ||
			       page_set(row, "dated", explain_title(x, "measures", "measure", name, "date"),
				       e) ||
			       say_total(x, row, first, e)
		       ? -1
		       : 0;
}

static const struct explain_word counted_words[] = {{"value", "words.explain_counted"},
	{"row", "words.explain_stands"}, {"lost", "words.explain_lost"},
	{"undecided", "words.explain_undecided"}, {NULL, NULL}};

static int say_record(struct explaining *x, const struct tally_entry *c, struct err *e)
{
	const struct tally_group *g = &x->list.groups[c->group];
	const struct tally_file *f = &x->list.files[c->file];
	const char *as = c->as == COUNTED_UNDECIDED ? "undecided"
			 : c->as == COUNTED_VALUE   ? "value"
			 : c->has_lost		    ? "lost"
						    : "row";
	struct page *row = page_add(x->page, "records", e);

	return !row || page_set(row, "key", c->key, e) || page_set(row, "record_measure", g->m.measure, e) ||
			       page_set(row, "record_item", g->m.item, e) ||
			       page_set(row, "record_agency", g->m.agency, e) ||
			       page_set(row, "record_period", g->m.period, e) ||
			       page_set(row, "record_value", c->value, e) ||
			       page_set(row, "feed", f->feed, e) || page_set(row, "file", f->hash, e) ||
			       page_setf(row, "number", e, "%llu", (unsigned long long)c->number) ||
			       page_setf(row, "line", e, "%llu", (unsigned long long)c->line) ||
			       explain_word_say(x, row, "as", as, counted_words, e)
		       ? -1
		       : 0;
}

/* Also of variables that nothing came of. */
static void note_kinds(struct explaining *x, const struct result *r, const struct knowledge *k)
{
	for (size_t i = 0; i < r->nvariables; i++) {
		const char *kind = measure_feed(&k->measures, r->variables[i].of->measure, k->date);

		if (*kind && !is_named(x->kinds, x->nkinds, kind))
			x->kinds[x->nkinds++] = kind;
	}
}

int explain_records(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	note_kinds(x, r, k);
	if (count_records(x, e))
		return -1;
	for (size_t i = 0; i < x->ntaken; i++) {
		size_t first = 0;

		while (first < i && !is_one_line(&x->taken[first], &x->taken[i]))
			first++;
		if (first == i && say_measure(x, r, i, e))
			return -1;
	}
	for (size_t i = 0; x->o->has_records && i < x->list.n; i++)
		if (say_record(x, &x->list.entries[i], e))
			return -1;
	return 0;
}
