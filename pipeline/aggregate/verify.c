#include "aggregate/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "aggregate/rules.h"

struct verifying {
	measures_wrong_fn *wrong;
	void *arg;
	const char *feed;
	size_t *epochs; /* of each period */
	struct join lists[RULES_JOINS];
	size_t nlists;
};

/* What ends a run is no finding. */
static int tell(const struct verifying *v, const struct err *why, struct err *e)
{
	return why->kind == ERR_CATALOG || why->kind == ERR_USAGE ? v->wrong(v->arg, why, e)
								  : err_set(e, why->kind, "%s", why->text);
}

static int open_lists(struct verifying *v, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "settings", e);

	for (size_t i = 0; t && i < t->nrows && v->nlists < RULES_JOINS; i++) {
		const char *name = table_get(t, i, "setting");
		struct err why = {0};

		if (strncmp(name, "lookup.", 7) != 0 || !table_is_valid(t, i, date))
			continue;
		if (join_init(&v->lists[v->nlists++], c, name + 7, date, &why) == 0)
			continue;
		if (!*why.file) {
			snprintf(why.file, sizeof(why.file), "%s", t->rows[i].file);
			why.line = t->rows[i].line;
		}
		if (strcmp(name + 7, v->feed) == 0 && tell(v, &why, e))
			return -1;
		join_release(&v->lists[--v->nlists]); /* what it looks up is not known, then */
	}
	return t ? 0 : -1;
}

struct change {
	const char *day;
	bool is_end; /* counts from the day after */
};

static int by_day(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int rc = strcmp(x->day, y->day);

	return rc != 0 ? rc : x->is_end - y->is_end;
}

/* Each beginning and end of a setting, in the order of time. */
static size_t find_changes(const struct table *settings, struct change *out)
{
	static const char *const columns[] = {"valid_from", "valid_to"};
	size_t n = 0;

	for (size_t i = 0; i < settings->nrows; i++)
		for (int k = 0; k < 2; k++) {
			const char *day = table_get(settings, i, columns[k]);

			if (*day)
				out[n++] = (struct change){day, k == 1};
		}
	qsort(out, n, sizeof(*out), by_day);
	return n;
}

/* How many stand before the day's end: in periods of one epoch a row reads the same. */
static size_t epoch_of(const struct change *changes, size_t n, const char *day)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;
		int rc = strcmp(changes[middle].day, day);

		if (rc < 0 || (rc == 0 && !changes[middle].is_end))
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

static int read_epochs(struct verifying *v, struct catalog *c, const struct periods *p, struct err *e)
{
	const struct table *settings = catalog_get(c, "settings", e);
	struct change *changes = settings ? calloc(2 * settings->nrows + 1, sizeof(*changes)) : NULL;
	size_t n;

	v->epochs = changes ? calloc(periods_count(p) + 1, sizeof(*v->epochs)) : NULL;
	if (v->epochs) {
		n = find_changes(settings, changes);
		for (size_t k = 0; k < periods_count(p); k++)
			v->epochs[k] = epoch_of(changes, n, period_at(p, k)->ends_on);
	}
	free(changes);
	return v->epochs ? 0 : settings ? err_set(e, ERR_NOMEM, "out of memory for the measures") : -1;
}

/* Months are measured also where only reports are of them; of half-years and the like only what is asked. */
static bool is_looked_at(const struct period *p)
{
	return p->kind != PERIOD_OTHER || p->is_asked;
}

/* The first period in which the row cannot be read tells why. */
static int verify_row(const struct verifying *v, struct rules *r, size_t i, struct err *e)
{
	const struct table *settings = catalog_get(r->catalog, "settings", e);
	bool *seen = settings ? calloc(2 * settings->nrows + 1, sizeof(*seen)) : NULL;
	int rc = 0;

	if (!seen)
		return settings ? err_set(e, ERR_NOMEM, "out of memory for the measures") : -1;
	for (size_t k = 0; rc == 0 && k < periods_count(r->periods); k++) {
		const struct period *p = period_at(r->periods, k);
		size_t epoch = v->epochs[k];
		struct err why = {0};

		if (seen[epoch] || !is_looked_at(p) || !table_is_valid(r->table, r->rows[i], p->ends_on))
			continue;
		seen[epoch] = true;
		if (!rules_get(r, i, p, &why)) {
			rc = tell(v, &why, e);
			break;
		}
	}
	free(seen);
	return rc;
}

static int verify_rows(const struct verifying *v, const struct feed *f, struct catalog *c,
	const struct periods *p, struct err *e)
{
	struct rules r = {0};
	struct err why = {0};
	int rc = 0;

	if (rules_init(&r, f, c, p, (struct join *)v->lists, v->nlists, &why)) {
		rc = tell(v, &why, e);
	} else {
		r.is_verifying = true;
		for (size_t i = 0; rc == 0 && i < r.nrows; i++)
			rc = verify_row(v, &r, i, e);
	}
	rules_release(&r);
	return rc;
}

int measures_verify(const struct feed *f, struct catalog *c, const char *date, measures_wrong_fn *wrong,
	void *arg, struct err *e)
{
	struct verifying v = {.wrong = wrong, .arg = arg, .feed = f->name};
	struct periods *p = NULL;
	struct err why = {0};
	int rc = open_lists(&v, c, date, e);

	if (rc == 0)
		rc = !(p = periods_of(c, &why))	     ? tell(&v, &why, e)
		     : read_epochs(&v, c, p, e) != 0 ? -1
						     : verify_rows(&v, f, c, p, e);
	free(v.epochs);
	for (size_t i = 0; i < v.nlists; i++)
		join_release(&v.lists[i]);
	return rc;
}
