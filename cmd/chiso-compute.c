/* chiso-compute - compute indicators from measures */
#include <string.h>
#include "compute/reclassify.h"
#include "compute/set.h"
#include "core/clock.h"
#include "door/options.h"

struct door {
	struct options o;
	const char *period, *set, *agency, *calendar;
	struct catalog *catalog;
	struct periods *periods;
	const char *series, *agencies_at; /* which of the two series; the day of the second */
	char at[26];
	struct successors *successors;
	struct store store, followed; /* as it was, and by the agencies of that day */
	struct observations figures, followed_figures;
	struct set_counts counts;
};

static int read_inputs(struct door *d, FILE *in, struct err *e)
{
	if (d->o.nargs == 0)
		return store_read(&d->store, in, d->o.input ? d->o.input : "-", e);
	for (int i = 0; i < d->o.nargs; i++) {
		FILE *f = options_input(d->o.args[i], e);
		int rc = f ? store_read(&d->store, f, d->o.args[i], e) : -1;

		options_close_input(f);
		if (rc)
			return -1;
	}
	return 0;
}

/* The calendar that figures are reported in: --calendar, else the setting. */
static int choose_span(struct door *d, struct span *span, struct err *e)
{
	char today[26];
	const char *calendar = d->calendar;

	clock_format(d->o.now, today);
	today[10] = '\0';
	if (!calendar)
		calendar = catalog_setting(d->catalog, "report_calendar", today, e);
	if (!calendar)
		return err_set(e, ERR_CATALOG, "setting report_calendar not found");
	return periods_load(&d->periods, d->catalog, e) || span_find(span, d->periods, calendar, d->period, e)
		       ? -1
		       : 0;
}

static int prepare(struct door *d, struct span *span, struct err *e)
{
	if (!d->period)
		return err_set(e, ERR_USAGE, "found no --period, expected --period MONTH, QUARTER or YEAR");
	return catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) || choose_span(d, span, e) ? -1 : 0;
}

static bool has_series(const struct door *d, const char *name)
{
	return strcmp(d->series, name) == 0 || strcmp(d->series, "both") == 0;
}

static int choose_series(struct door *d, struct err *e)
{
	if (!d->series)
		d->series = "as-was";
	if (!has_series(d, "as-was") && !has_series(d, "today"))
		return err_set(
			e, ERR_USAGE, "--series: found '%s', expected as-was, today or both", d->series);
	if (d->agencies_at && strlen(d->agencies_at) != 10)
		return err_set(
			e, ERR_USAGE, "--agencies-at: found '%s', expected YYYY-MM-DD", d->agencies_at);
	clock_format(d->o.now, d->at);
	d->at[10] = '\0';
	if (!d->agencies_at)
		d->agencies_at = d->at;
	return successors_open(&d->successors, d->catalog, d->agencies_at, e);
}

/* The second series stands behind the first only when a reorganisation moved something. */
static int follow(struct door *d, const struct span *span, struct set_options *o, FILE *out, struct err *e)
{
	struct span now = *span;
	size_t moved;

	now.agencies_on = d->agencies_at;
	if (store_reclassify(&d->followed, &d->store, d->catalog, d->periods, d->successors, &moved, e) ||
		observations_init(&d->followed_figures, &d->followed, d->catalog, &now, e))
		return -1;
	d->followed_figures.successors = d->successors;
	o->is_empty = o->is_second && !moved;
	return sets_compute(&d->followed_figures, o, out, &d->counts, e);
}

static int compute(struct door *d, const struct span *span, FILE *in, FILE *out, struct err *e)
{
	struct set_options o = {.set = d->set, .agency = d->agency, .today = d->at};

	d->store.feed_rows = catalog_get(d->catalog, "feeds", e);
	if (!d->store.feed_rows || choose_series(d, e) || read_inputs(d, in, e) ||
		store_settle(&d->store, e) || observations_init(&d->figures, &d->store, d->catalog, span, e))
		return -1;
	d->figures.successors = d->successors;
	o.is_first = has_series(d, "today");
	if (has_series(d, "as-was") && sets_compute(&d->figures, &o, out, &d->counts, e))
		return -1;
	o.is_second = has_series(d, "as-was");
	o.is_first = false;
	o.written = d->counts.indicators;
	return has_series(d, "today") ? follow(d, span, &o, out, e) : 0;
}

static int report(const struct door *d)
{
	const struct set_counts *c = &d->counts;

	log_counts(&d->o,
		"period=%s measures=%zu sets=%llu skipped=%llu indicators=%llu computed=%llu "
		"not_computable=%llu flagged=%llu",
		d->period, d->store.n, (unsigned long long)c->sets, (unsigned long long)c->skipped,
		(unsigned long long)c->indicators, (unsigned long long)c->computed,
		(unsigned long long)c->not_computable, (unsigned long long)c->flagged);
	return 0;
}

static void release_door(struct door *d)
{
	observations_release(&d->figures);
	observations_release(&d->followed_figures);
	store_release(&d->followed);
	store_release(&d->store);
	successors_free(d->successors);
	periods_free(d->periods);
	catalog_free(d->catalog);
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct span span;
	struct err e = {0};
	FILE *in = NULL, *out = NULL, *rejects = NULL;
	const struct option_spec own[] = {
		{"period", 0, "PERIOD",
			"the month (2024-02), quarter (2024-Q1), half-year (2024-H1) … or year to compute",
			&d.period},
		{"set", 0, "NAME", "only this set of indicators", &d.set},
		{"agency", 0, "AGENCY", "only this agency", &d.agency},
		{"calendar", 0, "NAME", "the calendar of the period, instead of the setting report_calendar",
			&d.calendar},
		{"series", 0, "NAME", "as-was (default), today (by today's agencies) or both", &d.series},
		{"agencies-at", 0, "DATE", "the day whose agencies are today's (default: of --now)",
			&d.agencies_at}};

	d.o = (struct options){.program = "chiso-compute",
		.purpose = "compute indicators from measures",
		.synopsis = "--period PERIOD [--set NAME] [--agency AGENCY] [--series NAME] [FILE...]",
		.own = own,
		.nown = sizeof(own) / sizeof(*own)};
	int rc = options_parse(&d.o, argc, argv, &e);
	if (rc == 1)
		return 0;
	if (rc == 0)
		rc = prepare(&d, &span, &e);
	if (rc == 0)
		rc = options_open(&d.o, &in, &out, &rejects, &e);
	if (rc == 0)
		rc = compute(&d, &span, in, out, &e);
	if (rc)
		options_abandon(&d.o, in, out, rejects);
	else
		rc = options_commit(&d.o, in, out, rejects, &e);
	rc = rc ? log_exit(&d.o, &e) : report(&d);
	release_door(&d);
	return rc;
}
