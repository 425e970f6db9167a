#include "inspect/lint_targets.h"

#include <stdlib.h>
#include <string.h>
#include "inspect/lint_held.h"
#include "inspect/numeric_targets.h"
#include "model/relation.h"
#include "model/ways.h"

static bool is_parsed(const struct table *t, size_t i)
{
	return *table_get(t, i, "low") || *table_get(t, i, "reason") ||
	       (strcmp(table_get(t, i, "kind"), "maintain") == 0 && *table_get(t, i, "baseline"));
}

static int check_parsed(struct lint *l, const struct table *t, struct err *e)
{
	for (size_t i = 0; i < t->nrows; i++) {
		const struct row *row = &t->rows[i];
		const char *flag = table_get(t, i, "flag");

		if (!is_parsed(t, i) &&
			lint_add(l, row->file, row->line, e, "found neither a number nor a reason") < 0)
			return -1;
		if (*flag && lint_note(l, row->file, row->line, e, "flag %s %s: %s", flag,
				     table_get(t, i, "indicator"), table_get(t, i, "text")) < 0)
			return -1;
	}
	return 0;
}

static int count_way(void *arg, const struct way *way, struct err *e)
{
	size_t *n = arg;

	(void)way;
	(void)e;
	++*n;
	return 0;
}

/* A target that no feed can answer says why. */
static int check_ways(struct lint *l, const struct table *t, struct err *e)
{
	struct ways w;

	if (ways_open(&w, l->catalog, e) < 0)
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		size_t n = 0;

		if (ways_each(&w, table_get(t, i, "indicator"), count_way, &n, e) < 0)
			return -1;
		if (!n && !*table_get(t, i, "reason") &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"%s: found no variable that a feed brings, expected one, or a reason",
				table_get(t, i, "indicator")) < 0)
			return -1;
	}
	return 0;
}

/* Whether `b` is the same as `a` by the rows that say so alone. */
static int check_relation(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const char **same = NULL, *relation = table_get(t, i, "relation");
	size_t n = 0;
	int ret = 0;

	if (strcmp(relation, "same") == 0)
		return 0;
	if (relation_same(t, table_get(t, i, "a"), NULL, &same, &n, e) < 0)
		return -1;
	for (size_t k = 0; ret == 0 && k < n; k++)
		if (strcmp(same[k], table_get(t, i, "b")) == 0)
			ret = lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"%s and %s: found %s, and same by way of other rows", table_get(t, i, "a"),
				same[k], relation);
	free(same);
	return ret;
}

static int check_pairs(struct lint *l, const struct numeric_targets *a, struct err *e)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = i + 1; k < a->n; k++) {
			const struct numeric_target *x = &a->rows[i], *y = &a->rows[k];

			if (numeric_targets_conflict(a, x, y) &&
				lint_note(l, x->row->file, x->row->line, e,
					"conflict %s %s: %s, and %s: %s%s", x->territory, x->indicator,
					x->text, y->indicator, y->text, numeric_targets_how(a, x, y)) < 0)
				return -1;
		}
	return 0;
}

static int check_baseline(
	struct lint *l, const struct table *t, const struct numeric_target *x, struct err *e)
{
	const char *word = numeric_target_is_past(x) ? "past" : numeric_target_is_jump(x) ? "jump" : NULL;

	for (size_t i = 0; word && i < t->nrows; i++)
		if (&t->rows[i] == x->measured)
			return lint_note(l, x->row->file, x->row->line, e,
				"%s %s %s: %s, and %s was measured (%s)%s", word, x->territory, x->indicator,
				x->text, table_get(t, i, "baseline_text"), table_get(t, i, "indicator"),
				x->is_near ? ", which is near it, not the same" : "");
	return 0;
}

/* Below every target of the province for the same: a conflict of the province's own is another note. */
static int check_cascade(
	struct lint *l, const struct numeric_targets *a, const struct numeric_target *x, struct err *e)
{
	const struct numeric_target *least = NULL;
	bool is_below = true;

	for (size_t k = 0; k < a->n; k++) {
		bool is_related, is = numeric_targets_is_below(a, x, &a->rows[k], &is_related);

		if (!is_related)
			continue;
		is_below = is_below && is;
		if (!least || mpq_cmp(a->rows[k].low, least->low) < 0)
			least = &a->rows[k];
	}
	return least && is_below ? lint_note(l, x->row->file, x->row->line, e,
					   "below %s %s: %s, and the province has %s: %s", x->territory,
					   x->indicator, x->text, least->indicator, least->text)
				 : 0;
}

int lint_targets(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "targets", e);
	struct numeric_targets a = {0};
	int ret = t ? numeric_targets_open(&a, l->catalog, e) : -1;

	if (ret == 0)
		ret = check_parsed(l, t, e) || check_ways(l, t, e) || lint_held(l, t, e) ? -1 : 0;
	for (size_t i = 0; ret == 0 && i < a.relations->nrows; i++)
		ret = check_relation(l, a.relations, i, e);
	if (ret == 0)
		ret = check_pairs(l, &a, e);
	for (size_t i = 0; ret == 0 && i < a.n; i++)
		ret = check_baseline(l, t, &a.rows[i], e) < 0 || check_cascade(l, &a, &a.rows[i], e) < 0 ? -1
													 : 0;
	numeric_targets_release(&a);
	return ret;
}
