#include "model/ways.h"

#include <stdlib.h>
#include <string.h>
#include "core/csv.h"
#include "model/relation.h"

#define DEPTH 4 /* a pillar's component's part's part */

int ways_open(struct ways *w, struct catalog *c, struct err *e)
{
	*w = (struct ways){.indicators = catalog_get(c, "indicators", e),
		.variables = catalog_get(c, "variables", e),
		.measures = catalog_get(c, "measures", e),
		.relations = catalog_get(c, "relations", e),
		.targets = catalog_get(c, "targets", e)};
	return w->indicators && w->variables && w->measures && w->relations && w->targets ? 0 : -1;
}

static const char *cell(const struct table *t, const char *key, const char *value, const char *column)
{
	long row = table_find(t, key, value, NULL);

	return row < 0 ? "" : table_get(t, (size_t)row, column);
}

bool ways_is_its_own(const struct ways *w, const char *indicator, const char *date)
{
	long row = table_find(w->indicators, "indicator", indicator, date);

	if (table_find(w->variables, "indicator", indicator, date) < 0)
		return false;
	return row < 0 || *table_get(w->indicators, (size_t)row, "score") ||
	       strcmp(table_get(w->indicators, (size_t)row, "basis"), "computed") != 0;
}

/* Of what is counted over data sets the feed of their deliveries. */
static const char *feed_of(const struct ways *w, const char *measure)
{
	if (strcmp(cell(w->measures, "measure", measure, "kind"), "dataset") == 0)
		measure = cell(w->measures, "measure", measure, "item");
	return cell(w->measures, "measure", measure, "feed");
}

struct ways_walk {
	const struct ways *w;
	ways_fn *fn;
	void *arg;
	unsigned depth;
};

static int variables_each(struct ways_walk *x, const char *indicator, struct err *e);

static int children_each(struct ways_walk *x, const char *parent, struct err *e)
{
	const struct table *t = x->w->indicators;

	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "parent"), parent) == 0 &&
			variables_each(x, table_get(t, i, "indicator"), e))
			return -1;
	return 0;
}

static int variable_each(struct ways_walk *x, size_t i, const char *indicator, struct err *e)
{
	const struct table *t = x->w->variables;
	const char *of = table_get(t, i, "of"), *item = table_get(t, i, "item");
	const char *measure = table_get(t, i, "measure");
	struct way way = {.source = indicator,
		.feed = feed_of(x->w, measure),
		.item = *item ? item : measure,
		.title = table_get(t, i, "title_vi")};

	if (strcmp(of, "children") == 0)
		return children_each(x, item, e);
	if (strcmp(of, "score") == 0)
		return variables_each(x, item, e);
	return *of || !*way.feed ? 0 : x->fn(x->arg, &way, e);
}

static int variables_each(struct ways_walk *x, const char *indicator, struct err *e)
{
	const struct table *t = x->w->variables;
	int rc = 0;

	if (x->depth == DEPTH)
		return 0;
	x->depth++;
	for (size_t i = 0; rc == 0 && i < t->nrows; i++)
		if (strcmp(table_get(t, i, "indicator"), indicator) == 0)
			rc = variable_each(x, i, indicator, e);
	x->depth--;
	return rc;
}

int ways_each(const struct ways *w, const char *indicator, ways_fn *fn, void *arg, struct err *e)
{
	struct ways_walk x = {.w = w, .fn = fn, .arg = arg};
	const char **same = NULL;
	size_t n = 0;
	int rc;

	if (ways_is_its_own(w, indicator, NULL))
		return variables_each(&x, indicator, e);
	rc = relation_same(w->relations, indicator, NULL, &same, &n, e);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = variables_each(&x, same[i], e);
	free(same);
	return rc;
}

/* Words in the making: a new group where the feed or the indicator changes. */
struct printing {
	struct buf *out;
	const char *indicator;
	struct way last;
};

static int print_way(void *arg, const struct way *way, struct err *e)
{
	struct printing *p = arg;
	bool is_new = !p->last.source || strcmp(p->last.source, way->source) != 0;
	bool is_group = is_new || strcmp(p->last.feed, way->feed) != 0;

	if (!is_group && strcmp(p->last.item, way->item) == 0)
		return 0; /* another column of the same row */
	if (is_group && p->last.source && buf_add_str(p->out, "; ", e))
		return -1;
	if (is_new && strcmp(way->source, p->indicator) != 0 && buf_addf(p->out, e, "= %s, ", way->source))
		return -1;
	p->last = *way;
	return is_group ? buf_addf(p->out, e, "%s: %s", way->feed, way->item)
			: buf_addf(p->out, e, ", %s", way->item);
}

int ways_print(const struct ways *w, const char *indicator, struct buf *out, struct err *e)
{
	struct printing p = {.out = out, .indicator = indicator};

	if (ways_each(w, indicator, print_way, &p, e))
		return -1;
	if (p.last.source)
		return 0;
	return buf_addf(
		out, e, "không có lối vào: %s", cell(w->indicators, "indicator", indicator, "missing"));
}

struct listing {
	const char *indicator;
	FILE *out;
};

static int write_way(void *arg, const struct way *way, struct err *e)
{
	const struct listing *l = arg;
	const char *const cells[] = {l->indicator, way->source, way->feed, way->item, way->title};

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		if ((i && putc(',', l->out) == EOF) || csv_write_text(l->out, cells[i], e))
			return -1;
	return putc('\n', l->out) == EOF ? err_set(e, ERR_WRITE, "cannot write the ways in") : 0;
}

/* Whether an earlier row of targets.csv has it. */
static bool is_there(const struct table *t, size_t i)
{
	long first = table_find(t, "indicator", table_get(t, i, "indicator"), NULL);

	return first >= 0 && (size_t)first < i;
}

int ways_show(struct catalog *c, FILE *out, struct err *e)
{
	struct ways w;
	struct listing l = {.out = out};

	if (ways_open(&w, c, e))
		return -1;
	if (fputs("indicator,source,feed,item,title\n", out) == EOF)
		return err_set(e, ERR_WRITE, "cannot write the ways in");
	for (size_t i = 0; i < w.targets->nrows; i++) {
		l.indicator = table_get(w.targets, i, "indicator");
		if (!is_there(w.targets, i) && ways_each(&w, l.indicator, write_way, &l, e))
			return -1;
	}
	return 0;
}
