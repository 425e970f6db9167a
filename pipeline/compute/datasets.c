#include "compute/datasets.h"

#include <stdio.h>
#include <string.h>

struct counting {
	const struct figures *f;
	const struct table *t;
	const char *where, *deliveries;
	long root;
};

static bool is_due(const struct counting *c, size_t i)
{
	const char *sharing = table_get(c->t, i, "sharing"), *day = table_get(c->t, i, "roadmap");
	long owner = tree_find(&c->f->tree, table_get(c->t, i, "owner"));
	return (strcmp(sharing, c->where) == 0 || strcmp(sharing, "both") == 0) && *day &&
	       strcmp(day, c->f->span.ends_on) <= 0 && table_is_valid(c->t, i, c->f->span.ends_on) &&
	       owner >= 0 && tree_is_under(&c->f->tree, owner, c->root);
}

static bool has_key(const char *keys, const char *key)
{
	size_t len = strlen(key);
	for (const char *k = keys; *k; k += strcspn(k, " "), k += *k == ' ')
		if (strcspn(k, " ") == len && strncmp(k, key, len) == 0)
			return true;
	return false;
}

/* Its name came in a delivery, from any agency, or records of its own feed did. */
static bool is_delivered(const struct counting *c, size_t i)
{
	const char *feed = table_get(c->t, i, "feed");
	const struct measure *rows;
	size_t n = store_find(c->f->store, c->deliveries, "", &rows);
	for (size_t k = 0; k < n; k++)
		if (span_has(&c->f->span, rows[k].period) &&
			has_key(rows[k].keys, table_get(c->t, i, "dataset")))
			return true;
	return strcmp(c->where, "shared") == 0 && *feed &&
	       figures_has_feed(c->f, feed, tree_find(&c->f->tree, table_get(c->t, i, "owner")));
}

/* Whether row i is the first due one of its owner, and whether all of that owner's were delivered. */
static bool is_first_of_owner(const struct counting *c, size_t i, bool *all)
{
	const char *owner = table_get(c->t, i, "owner");
	*all = true;
	for (size_t k = 0; k < c->t->nrows; k++) {
		if (strcmp(table_get(c->t, k, "owner"), owner) != 0 || !is_due(c, k))
			continue;
		if (k < i)
			return false;
		*all = *all && is_delivered(c, k);
	}
	return true;
}

static bool counts(const struct counting *c, size_t i, const char *what)
{
	bool all, first;
	if (strcmp(what, "due") == 0)
		return true;
	if (strcmp(what, "delivered") == 0)
		return is_delivered(c, i);
	first = is_first_of_owner(c, i, &all);
	return first && (strcmp(what, "owners") == 0 || all);
}

int datasets_count(
	const struct figures *f, size_t measure, const char *agency, struct quantity *out, struct err *e)
{
	const char *what = table_get(f->measures, measure, "value");
	struct counting c = {f, catalog_get(f->catalog, "datasets", e),
		table_get(f->measures, measure, "where"), table_get(f->measures, measure, "item"),
		tree_find(&f->tree, agency)};
	unsigned long due = 0, n = 0;
	if (!c.t)
		return -1;
	for (size_t i = 0; i < c.t->nrows; i++)
		if (is_due(&c, i)) {
			due++;
			n += counts(&c, i, what);
		}
	out->is_missing = due == 0;
	out->nquarters = f->span.n;
	mpq_set_ui(out->value, n, 1);
	if (due == 0)
		snprintf(out->reason, sizeof(out->reason), "no data set is due");
	return 0;
}
