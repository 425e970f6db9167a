#include "model/assumptions.h"

#include <string.h>
#include "formula/formula.h"
#include "model/denominator.h"
#include "model/sources.h"

struct assuming {
	struct catalog *c;
	const struct assumption_of *f;
	const struct table *sources, *settings;
	struct buf ids; /* joined by blanks, each once */
};

static bool has_id(const struct buf *ids, struct slice id)
{
	for (size_t i = 0; i + id.len <= ids->len; i++)
		if (memcmp(ids->data + i, id.text, id.len) == 0 && (i == 0 || ids->data[i - 1] == ' ') &&
			(i + id.len == ids->len || ids->data[i + id.len] == ' '))
			return true;
	return false;
}

static int add_cited(struct assuming *a, const char *cell, struct err *e)
{
	struct citation cited;

	while (citation_next(&cell, &cited))
		if (source_is_assumed(a->sources, cited.id) && !has_id(&a->ids, cited.id) &&
			buf_addf(&a->ids, e, "%s%.*s", a->ids.len ? " " : "", (int)cited.id.len,
				cited.id.text) < 0)
			return -1;
	return 0;
}

static int add_row(struct assuming *a, const struct table *t, size_t i, struct err *e)
{
	return add_cited(a, table_get(t, i, "source"), e);
}

static int add_settings(struct assuming *a, const char *cell, struct err *e)
{
	const struct table *t = a->settings;

	for (size_t i = 0; i < t->nrows; i++)
		if (formula_uses_setting(cell, table_get(t, i, "setting")) &&
			table_is_valid(t, i, a->f->date) && add_row(a, t, i, e) < 0)
			return -1;
	return 0;
}

/* The row, and the settings that its cells name. */
static int add_formulas(struct assuming *a, const struct table *t, size_t i, struct err *e)
{
	for (size_t k = 0; k < t->ncols; k++)
		if (strchr(t->rows[i].cells[k], '$') && add_settings(a, t->rows[i].cells[k], e) < 0)
			return -1;
	return add_row(a, t, i, e);
}

typedef int add_fn(struct assuming *a, const struct table *t, size_t i, struct err *e);

/* The rows of the day whose column is the value, and that of `set` too where set is not NULL. */
static int each_of(struct assuming *a, const char *table, const char *column, const char *value,
	const char *set, add_fn *add, struct err *e)
{
	const struct table *t = catalog_get(a->c, table, e);
	int col = t ? table_find_col(t, column) : -1;

	for (size_t i = 0; col >= 0 && i < t->nrows; i++)
		if (strcmp(t->rows[i].cells[col], value) == 0 && table_is_valid(t, i, a->f->date) &&
			(!set || strcmp(table_get(t, i, "set"), set) == 0) && add(a, t, i, e) < 0)
			return -1;
	return t ? 0 : -1;
}

/* What others send is scored only when enough of them did. */
static int add_variable(struct assuming *a, const struct table *t, size_t i, struct err *e)
{
	const char *measure = table_get(t, i, "measure");

	if (strcmp(measure, "peer_value") == 0 &&
		each_of(a, "settings", "setting", "peers_least", NULL, add_row, e) < 0)
		return -1;
	return add_row(a, t, i, e) < 0 ||
			       each_of(a, "measures", "measure", measure, NULL, add_formulas, e) < 0
		       ? -1
		       : 0;
}

/* The value of the set's own territory, where one is entered. */
static int add_entered(struct assuming *a, const char *denominator, struct err *e)
{
	const struct table *sets = catalog_get(a->c, "sets", e);
	const struct table *values = catalog_get(a->c, "denominator_values", e);
	long set = sets ? table_find(sets, "set", a->f->set, NULL) : -1, row;

	if (!sets || !values || set < 0)
		return sets && values ? 0 : -1;
	row = denominator_find(values, denominator, table_get(sets, (size_t)set, "territory"), a->f->date);
	return row < 0 ? 0 : add_row(a, values, (size_t)row, e);
}

static int add_denominator(struct assuming *a, const struct table *t, size_t i, struct err *e)
{
	const char *measure = table_get(t, i, "measure");

	if (add_row(a, t, i, e) < 0 || add_entered(a, table_get(t, i, "denominator"), e) < 0)
		return -1;
	return *measure ? each_of(a, "measures", "measure", measure, NULL, add_formulas, e) : 0;
}

static int add_use(struct assuming *a, const struct table *t, size_t i, struct err *e)
{
	const char *denominator = table_get(t, i, "denominator");

	return add_row(a, t, i, e) < 0 || each_of(a, "denominators", "denominator", denominator, NULL,
						  add_denominator, e) < 0
		       ? -1
		       : 0;
}

static int walk(struct assuming *a, struct err *e)
{
	const struct assumption_of *f = a->f;

	return each_of(a, "indicators", "indicator", f->indicator, NULL, add_formulas, e) < 0 ||
			       each_of(a, "indicators", "indicator", f->source, NULL, add_formulas, e) < 0 ||
			       each_of(a, "variables", "indicator", f->source, NULL, add_variable, e) < 0 ||
			       each_of(a, "denominator_uses", "indicator", f->source, NULL, add_use, e) < 0 ||
			       each_of(a, "targets", "indicator", f->indicator, f->set, add_row, e) < 0 ||
			       each_of(a, "set_rows", "indicator", f->indicator, f->set, add_row, e) < 0 ||
			       each_of(a, "sets", "set", f->set, NULL, add_row, e) < 0
		       ? -1
		       : 0;
}

int assumptions_print(struct buf *rules, struct catalog *c, const struct assumption_of *f, struct err *e)
{
	struct assuming a = {.c = c,
		.f = f,
		.sources = catalog_get(c, "sources", e),
		.settings = catalog_get(c, "settings", e)};
	int rc = a.sources && a.settings ? walk(&a, e) : -1;

	if (rc == 0 && a.ids.len) {
		const char *words = catalog_setting(c, "assumed_words", f->date, e);

		rc = buf_addf(
			rules, e, "%s%s: %s", rules->len ? "; " : "", words ? words : "assumed", a.ids.data);
	}
	buf_release(&a.ids);
	return rc;
}
