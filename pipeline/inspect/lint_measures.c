#include "inspect/lint_measures.h"

#include <stdio.h>
#include <string.h>
#include "model/kinds.h"
#include "model/measure_kinds.h"

static int wrong(struct lint *l, const struct table *t, size_t i, const char *column, const char *expected,
	struct err *e)
{
	char quoted[200];
	const char *text = table_get(t, i, column);

	return lint_add(l, t->rows[i].file, t->rows[i].line, e, "column %s: found %s, expected %s", column,
		*text ? err_quote_cell(quoted, text, strlen(text)) : "nothing", expected);
}

static bool is_one_of(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(*words, text) == 0)
			return true;
	return false;
}

/* Source: QD528-2023; compute/datasets.h counts by these words. */
static int check_dataset(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	static const char *const values[] = {"due", "delivered", "owners", "owners_full", NULL};
	static const char *const wheres[] = {"shared", "open", NULL};

	if (!is_one_of(table_get(t, i, "value"), values) &&
		wrong(l, t, i, "value", "due, delivered, owners or owners_full", e) < 0)
		return -1;
	if (!is_one_of(table_get(t, i, "where"), wheres) && wrong(l, t, i, "where", "shared or open", e) < 0)
		return -1;
	if (table_find(t, "measure", table_get(t, i, "item"), NULL) < 0)
		return wrong(l, t, i, "item", "the measure of what was delivered", e);
	return 0;
}

/* One without a feed has no source yet: nothing of it is read. */
static int check_sourceless(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	static const char *const columns[] = {"value", "where", "date", "agency", "item", "answers"};

	for (size_t k = 0; k < sizeof(columns) / sizeof(*columns); k++)
		if (*table_get(t, i, columns[k]) &&
			wrong(l, t, i, columns[k], "nothing: the measure has no feed", e) < 0)
			return -1;
	return 0;
}

/* A kind is put together in its own ways: keys are no numbers to add, a statement is nobody else's. */
static int check_over(struct lint *l, const struct table *t, size_t i, enum measure_kind kind, struct err *e)
{
	const struct measure_kind_rule *rule = measure_kind_rule(kind);
	const char *const columns[] = {"over_agencies", "over_time"};
	const char *const words[] = {rule->over_agencies, rule->over_time};
	char expected[120];

	for (size_t k = 0; k < 2; k++) {
		if (measure_kind_may(words[k], table_get(t, i, columns[k])))
			continue;
		snprintf(expected, sizeof(expected), "for kind %s one of: %s", rule->name, words[k]);
		if (wrong(l, t, i, columns[k], expected, e) < 0)
			return -1;
	}
	return 0;
}

/* What is counted is counted of all feeds of a kind. */
static int check_kind(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const struct table *feeds = catalog_get(l->catalog, "feeds", e);
	const char *feed = table_get(t, i, "feed");

	if (!feeds)
		return -1;
	return strcmp(kind_of_feed(feeds, feed), feed) == 0
		       ? 0
		       : wrong(l, t, i, "feed", "the feed that its kind is named after", e);
}

static int check_measure(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	bool has_feed = *table_get(t, i, "feed") != '\0';
	enum measure_kind kind;

	if (measure_kind_parse_cell(table_get(t, i, "kind"), &kind))
		return 0; /* schema.csv tells it */
	if (kind == MEASURE_DATASET)
		return has_feed ? wrong(l, t, i, "feed", "nothing: data sets are counted", e)
				: check_dataset(l, t, i, e);
	if (check_over(l, t, i, kind, e) < 0)
		return -1;
	return has_feed ? check_kind(l, t, i, e) : check_sourceless(l, t, i, e);
}

struct measure_names {
	const struct table *measures, *indicators, *components;
};

static bool has_name(const struct table *t, const char *column, struct slice name)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (slice_same(slice_from(table_get(t, i, column)), name))
			return true;
	return false;
}

/* INDICATOR, or INDICATOR VAR. */
static bool is_item(const struct measure_names *n, const char *text)
{
	size_t len = strcspn(text, " ");
	struct slice first = {text, len};

	return (has_name(n->indicators, "indicator", first) || has_name(n->components, "component", first)) &&
	       text[len + strspn(text + len, " abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static int check_variable(
	struct lint *l, const struct measure_names *n, const struct table *t, size_t i, struct err *e)
{
	const char *item = table_get(t, i, "item"), *name = table_get(t, i, "measure");
	long measure = *name ? table_find(n->measures, "measure", name, NULL) : -1;
	bool is_fed = measure >= 0 && *table_get(n->measures, (size_t)measure, "feed"),
	     has_items = is_fed && *table_get(n->measures, (size_t)measure, "item");

	if (!*item)
		return has_items ? wrong(l, t, i, "item", "an item: the measure tells them apart", e) : 0;
	if (is_fed && !has_items)
		return wrong(l, t, i, "item", "nothing: the measure has no items", e);
	if ((has_items || !*name) && !is_item(n, item))
		return wrong(l, t, i, "item", "an indicator or component, or INDICATOR VAR", e);
	return 0;
}

int lint_measures(struct lint *l, struct err *e)
{
	struct measure_names n = {catalog_get(l->catalog, "measures", e),
		catalog_get(l->catalog, "indicators", e), catalog_get(l->catalog, "point_totals", e)};
	const struct table *t = catalog_get(l->catalog, "variables", e);

	if (!n.measures || !n.indicators || !n.components || !t)
		return -1;
	for (size_t i = 0; i < n.measures->nrows; i++)
		if (check_measure(l, n.measures, i, e) < 0)
			return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (check_variable(l, &n, t, i, e) < 0)
			return -1;
	return 0;
}
