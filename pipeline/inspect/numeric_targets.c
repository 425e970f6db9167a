#include "inspect/numeric_targets.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "model/relation.h"

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

/* The number that is asked for: low, or the baseline of what is only to be maintained. */
static const char *low_of(const struct table *t, size_t i)
{
	const char *low = table_get(t, i, "low");

	return !*low && strcmp(table_get(t, i, "kind"), "maintain") == 0 ? table_get(t, i, "baseline") : low;
}

static bool is_aim(const struct table *t, size_t i)
{
	static const char *const kinds[] = {"level", "until", "each", "maintain", NULL};

	return strcmp(table_get(t, i, "level"), "province") == 0 && !*table_get(t, i, "part") &&
	       !*table_get(t, i, "flag") && *table_get(t, i, "unit") && *low_of(t, i) &&
	       is_one_of(table_get(t, i, "kind"), kinds);
}

/* Two sets may hold the same line of one document. */
static bool is_there(const struct numeric_targets *a, const struct table *t, size_t i)
{
	for (size_t k = 0; k < a->n; k++)
		if (strcmp(a->rows[k].indicator, table_get(t, i, "indicator")) == 0)
			for (size_t j = 0; j < i; j++)
				if (&t->rows[j] == a->rows[k].row &&
					strcmp(table_get(t, j, "source"), table_get(t, i, "source")) == 0)
					return true;
	return false;
}

static int read_number(mpq_t out, const struct row *row, const char *text, struct err *e)
{
	return rational_parse(out, text, strlen(text), NULL) == 0
		       ? 0
		       : err_at(e, ERR_CATALOG, row->file, row->line,
				 "column low: found \"%s\", expected a number", text);
}

static int add_aim(
	struct numeric_targets *a, const struct table *t, size_t i, const struct table *sets, struct err *e)
{
	struct numeric_target *x = &a->rows[a->n];
	long set = table_find(sets, "set", table_get(t, i, "set"), NULL);
	const char *due = table_get(t, i, "due"), *base = table_get(t, i, "baseline");

	*x = (struct numeric_target){.row = &t->rows[i],
		.set = table_get(t, i, "set"),
		.indicator = table_get(t, i, "indicator"),
		.territory = set < 0 ? "" : table_get(sets, (size_t)set, "territory"),
		.text = table_get(t, i, "text"),
		.comparator = table_get(t, i, "comparator"),
		.unit = table_get(t, i, "unit"),
		.first_year = table_get(t, i, "year"),
		.last_year = *due ? due : table_get(t, i, "year"),
		.is_maintained = strcmp(table_get(t, i, "kind"), "maintain") == 0,
		.measured = *base ? &t->rows[i] : NULL};
	mpq_inits(x->low, x->baseline, NULL);
	a->n++;
	return read_number(x->low, x->row, low_of(t, i), e) ||
			       (*base && read_number(x->baseline, x->row, base, e))
		       ? -1
		       : 0;
}

static const char *relation_of(
	const struct numeric_targets *a, const struct numeric_target *x, const struct numeric_target *y)
{
	const char *relation;

	if (strcmp(x->unit, y->unit) != 0)
		return "";
	if (strcmp(x->indicator, y->indicator) == 0)
		return "same";
	relation = relation_find(a->relations, x->indicator, y->indicator, NULL);
	return relation ? relation : "";
}

static bool is_near(const char *relation)
{
	return strcmp(relation, "broader") == 0 || strcmp(relation, "narrower") == 0;
}

/* Only what is the same shares a baseline, and only in its own territory; of what is near it is told. */
static void baselines_share(struct numeric_targets *a, bool of_near)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < a->n && !a->rows[i].measured; k++) {
			const struct numeric_target *y = &a->rows[k];
			const char *relation;

			if (y->measured != y->row || strcmp(a->rows[i].territory, y->territory) != 0)
				continue;
			relation = relation_of(a, &a->rows[i], y);
			if (of_near ? !is_near(relation) : strcmp(relation, "same") != 0)
				continue;
			a->rows[i].measured = y->row;
			a->rows[i].is_near = of_near;
			mpq_set(a->rows[i].baseline, y->baseline);
		}
}

int numeric_targets_open(struct numeric_targets *a, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "targets", e), *sets = t ? catalog_get(c, "sets", e) : NULL;

	*a = (struct numeric_targets){.territories = sets ? catalog_get(c, "territories", e) : NULL};
	a->relations = a->territories ? catalog_get(c, "relations", e) : NULL;
	if (!a->relations)
		return -1;
	if (!(a->rows = calloc(t->nrows + 1, sizeof(*a->rows))))
		return err_set(e, ERR_NOMEM, "out of memory for targets");
	for (size_t i = 0; i < t->nrows; i++)
		if (is_aim(t, i) && !is_there(a, t, i) && add_aim(a, t, i, sets, e) < 0)
			return -1;
	baselines_share(a, false);
	baselines_share(a, true);
	return 0;
}

void numeric_targets_release(struct numeric_targets *a)
{
	for (size_t i = 0; i < a->n; i++)
		mpq_clears(a->rows[i].low, a->rows[i].baseline, NULL);
	free(a->rows);
	*a = (struct numeric_targets){0};
}

/* Undated targets hold in any year. */
static bool years_meet(const struct numeric_target *x, const struct numeric_target *y)
{
	if (!*x->first_year || !*y->first_year)
		return true;
	return strncmp(x->first_year, y->last_year, 4) <= 0 && strncmp(y->first_year, x->last_year, 4) <= 0;
}

bool numeric_targets_conflict(
	const struct numeric_targets *a, const struct numeric_target *x, const struct numeric_target *y)
{
	const char *relation;

	if (strcmp(x->territory, y->territory) != 0 || !years_meet(x, y) || mpq_equal(x->low, y->low))
		return false;
	relation = relation_of(a, x, y);
	return strcmp(relation, "same") == 0 || strcmp(relation, "same_numerator") == 0 || is_near(relation);
}

const char *numeric_targets_how(
	const struct numeric_targets *a, const struct numeric_target *x, const struct numeric_target *y)
{
	const char *relation = relation_of(a, y, x);

	if (strcmp(relation, "broader") == 0)
		return " (broader)";
	if (strcmp(relation, "narrower") == 0)
		return " (narrower)";
	return strcmp(relation, "same_numerator") == 0 ? " (same_numerator)" : "";
}

bool numeric_targets_is_below(const struct numeric_targets *a, const struct numeric_target *x,
	const struct numeric_target *y, bool *is_related)
{
	long row = table_find(a->territories, "territory", x->territory, NULL);
	const char *parent = row < 0 ? "" : table_get(a->territories, (size_t)row, "parent");

	*is_related =
		*parent && strcmp(parent, y->territory) == 0 && strcmp(relation_of(a, x, y), "same") == 0;
	return *is_related && mpq_cmp(x->low, y->low) < 0;
}

bool numeric_target_is_past(const struct numeric_target *x)
{
	return x->measured && !x->is_maintained && mpq_cmp(x->baseline, x->low) > 0;
}

/* Decimals that the number is written with. */
static unsigned digits_of(const mpq_t q)
{
	struct buf text = {0};
	const char *point = rational_write(q, &text, NULL) == 0 ? strchr(text.data, '.') : NULL;
	unsigned n = point ? (unsigned)strlen(point + 1) : 0;

	buf_release(&text);
	return n;
}

bool numeric_target_is_jump(const struct numeric_target *x)
{
	struct buf text = {0};
	mpq_t twice;
	int d = 0;

	if (!x->measured || x->is_near || x->is_maintained || mpq_sgn(x->baseline) == 0)
		return false;
	mpq_init(twice);
	mpq_add(twice, x->baseline, x->baseline);
	if (rational_round(twice, digits_of(x->low), &text, NULL) == 0 &&
		rational_parse(twice, text.data, text.len, NULL) == 0)
		d = mpq_cmp(x->low, twice);
	mpq_clear(twice);
	buf_release(&text);
	return d > 0 || (d == 0 && strcmp(x->comparator, "gt") == 0);
}
