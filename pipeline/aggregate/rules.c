#include "aggregate/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/column_value.h"
#include "model/figure.h"

/* What the names of a formula mean while it is parsed. */
struct scope {
	struct rules *r;
	const struct period *period;
	struct rule *rule;
	struct err *e;
	bool lacks_list;
};

int rules_init(struct rules *r, const struct feed *f, struct catalog *c, const struct periods *p,
	struct join *joins, size_t njoins, struct err *e)
{
	*r = (struct rules){.feed = f, .catalog = c, .periods = p, .joins = joins, .njoins = njoins};
	r->table = catalog_get(c, "measures", e);
	if (!r->table || period_columns(c, f, r->dates, RULES_DATES, &r->ndates, e))
		return -1;
	r->rows = calloc(r->table->nrows + 1, sizeof(*r->rows));
	for (size_t i = 0; r->rows && i < r->table->nrows; i++)
		if (strcmp(table_get(r->table, i, "feed"), f->kind) == 0)
			r->rows[r->nrows++] = i;
	r->compiled = calloc(r->nrows * periods_count(p) + 1, sizeof(struct rule *));
	return r->rows && r->compiled ? 0 : err_set(e, ERR_NOMEM, "out of memory for the measures");
}

static void free_rule(struct rule *x)
{
	if (!x)
		return;
	formula_free(x->value);
	formula_free(x->where);
	formula_free(x->agency);
	formula_free(x->item);
	free(x);
}

void rules_release(struct rules *r)
{
	for (size_t i = 0; r->compiled && i < r->nrows * periods_count(r->periods); i++)
		free_rule(r->compiled[i]);
	free(r->compiled);
	free(r->rows);
	*r = (struct rules){0};
}

static bool find_scope(void *arg, const char *name, struct formula_name *out)
{
	const struct feed *f = ((struct scope *)arg)->r->feed;
	long n = feed_find_column(f, name);

	if (n < 0)
		return false;
	*out = (struct formula_name){(size_t)n, column_value_type(f->columns[n].type)};
	return true;
}

static const char *scope_setting(void *arg, const char *name)
{
	struct scope *s = arg;

	return catalog_setting(s->r->catalog, name, s->period->ends_on, s->e);
}

static bool scope_join(void *arg, const char *feed, const char *column, struct formula_name *out)
{
	struct scope *s = arg;
	struct rules *r = s->r;

	for (size_t i = 0; i < r->njoins; i++) {
		const struct join *j = &r->joins[i];
		long n = strcmp(j->feed->name, feed) == 0 ? feed_find_column(j->feed, column) : -1;

		if (n < 0)
			continue;
		if (r->nlookups == sizeof(r->lookups) / sizeof(*r->lookups))
			r->nlookups--; /* cannot be: a rule has one or two, and equal ones are shared */
		s->lacks_list = s->lacks_list || !j->is_given;
		out->type = column_value_type(j->feed->columns[n].type);
		for (out->index = 0; out->index < r->nlookups; out->index++)
			if (r->lookups[out->index].join == j && r->lookups[out->index].column == (size_t)n)
				return true;
		r->lookups[r->nlookups].join = j;
		r->lookups[r->nlookups++].column = (size_t)n;
		return true;
	}
	return false;
}

static int parse_cell(struct scope *s, size_t row, const char *column, struct formula **out, struct err *e)
{
	struct formula_names names = {s, find_scope, scope_setting, scope_join};
	const char *text = table_get(s->r->table, row, column);
	const struct row *at = &s->r->table->rows[row];
	struct err why = {0};

	if (!*text || formula_parse(out, text, &names, at->file, at->line, &why) == 0)
		return 0;
	return err_at(e, why.kind, at->file, at->line, "%s%s%s%s", s->r->is_verifying ? "column " : "",
		s->r->is_verifying ? column : "", s->r->is_verifying ? ": " : "", why.text);
}

static int check_type(const struct row *row, const char *column, const struct formula *f,
	enum value_type type, struct err *e)
{
	static const char *const names[] = {"a number", "a text", "a claim"};

	if (!f || formula_type(f) == type)
		return 0;
	return err_at(e, ERR_CATALOG, row->file, row->line, "column %s: found %s, expected %s", column,
		names[formula_type(f)], names[type]);
}

/* The date column that the row names in this period. */
static int find_date(struct scope *s, size_t row, struct rule *x, struct err *e)
{
	const struct table *t = s->r->table;
	const char *text = table_get(t, row, "date");
	const char *name = *text == '$' ? scope_setting(s, text + 1) : text;
	size_t len = name ? strcspn(name, ".") : 0;

	for (size_t i = 0; name && i < s->r->ndates; i++) {
		const char *column = s->r->feed->columns[s->r->dates[i].column].name;

		if (strlen(column) == len && memcmp(column, name, len) == 0 &&
			s->r->dates[i].is_span == (name[len] == '.') &&
			strcmp(s->r->dates[i].calendar, table_get(t, row, "calendar")) == 0) {
			x->date = i;
			return 0;
		}
	}
	return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
		"column date: found \"%s\", expected a date column of feed %s", text, s->r->feed->name);
}

static int find_figure(
	struct scope *s, const struct row *row, const char *text, struct rule *x, struct err *e)
{
	long n = feed_find_field(s->r->feed, text);

	if (n < 0 || s->r->feed->fields[n].ncolumns != FIGURE_COLUMNS)
		return err_at(e, ERR_CATALOG, row->file, row->line,
			"column value: found \"%s\", expected a figure of feed %s", text, s->r->feed->name);
	x->figure = s->r->feed->fields[n].first_column;
	return 0;
}

static bool is_figure(const struct feed *f, const char *name)
{
	long n = feed_find_field(f, name);

	return n >= 0 && f->fields[n].ncolumns == FIGURE_COLUMNS;
}

static int parse_value(struct scope *s, size_t i, struct rule *x, struct err *e)
{
	const struct row *row = &s->r->table->rows[i];
	const char *text = table_get(s->r->table, i, "value");

	if (measure_kind_takes_figure(x->kind, is_figure(s->r->feed, text)))
		return find_figure(s, row, text, x, e);
	if (parse_cell(s, i, "value", &x->value, e))
		return -1;
	if (!x->value)
		return err_at(e, ERR_CATALOG, row->file, row->line,
			"column value: found nothing, expected a formula");
	return check_type(row, "value", x->value, measure_kind_value_type(x->kind), e);
}

/* Column `answers`: the columns of the sender and of the indicator. */
static int find_answers(struct scope *s, size_t row, struct rule *x, struct err *e)
{
	const struct table *t = s->r->table;
	const char *text = table_get(t, row, "answers");
	size_t len = strcspn(text, " ");
	char sender[64];
	long a, b;

	if (!*text)
		return 0;
	snprintf(sender, sizeof(sender), "%.*s", (int)len, text);
	a = feed_find_column(s->r->feed, sender);
	b = feed_find_column(s->r->feed, text + len + (text[len] == ' '));
	if (!measure_kind_rule(x->kind)->may_answer || a < 0 || b < 0)
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"column answers: found \"%s\", expected the columns of sender and indicator of a "
			"last value",
			text);
	x->has_answers = true;
	x->sender = (size_t)a;
	x->indicator = (size_t)b;
	return 0;
}

static int parse_rule(struct scope *s, size_t i, struct rule *x, struct err *e)
{
	const struct table *t = s->r->table;
	const struct row *row = &t->rows[i];
	char words[MEASURE_KIND_WORDS];

	x->measure = table_get(t, i, "measure");
	x->unit = table_get(t, i, "unit");
	if (measure_kind_parse(table_get(t, i, "kind"), &x->kind))
		return err_at(e, ERR_CATALOG, row->file, row->line, "column kind: found \"%s\", expected %s",
			table_get(t, i, "kind"), measure_kind_words(words));
	if (parse_value(s, i, x, e) || parse_cell(s, i, "where", &x->where, e) ||
		parse_cell(s, i, "agency", &x->agency, e) || parse_cell(s, i, "item", &x->item, e) ||
		find_date(s, i, x, e) || find_answers(s, i, x, e))
		return -1;
	x->is_active = !s->lacks_list;
	return check_type(row, "where", x->where, VALUE_BOOL, e) ||
			       check_type(row, "agency", x->agency, VALUE_TEXT, e) ||
			       check_type(row, "item", x->item, VALUE_TEXT, e)
		       ? -1
		       : 0;
}

const struct rule *rules_get(struct rules *r, size_t i, const struct period *p, struct err *e)
{
	struct rule **slot = &r->compiled[i * periods_count(r->periods) + p->number];

	if (*slot)
		return *slot;
	struct rule *x = calloc(1, sizeof(*x));
	struct scope s = {r, p, x, e, false};
	if (!x) {
		err_set(e, ERR_NOMEM, "out of memory for a measure");
		return NULL;
	}
	if (table_is_valid(r->table, r->rows[i], p->ends_on) && parse_rule(&s, r->rows[i], x, e)) {
		free_rule(x);
		return NULL;
	}
	*slot = x;
	return x;
}
