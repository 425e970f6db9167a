/* chiso-explain - explain a figure: its rules, its numbers and its records */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include "door/options.h"
#include "door/progress.h"
#include "explain/explain.h"
#include "explain/verify.h"
#include "model/period.h"
#include "page/page_find.h"
#include "page/page_html.h"
#include "page/page_json.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML };

struct door {
	struct options o;
	const char *indicator, *period, *set, *agency, *territory, *format_name, *all, *verify, *records,
		*most_name;
	uint64_t most;
	enum format format;
	struct catalog *catalog;
	struct db_place place;
	struct db db;
	struct figures figures;
	size_t same, other;
};

#define MOST 100000

static int parse_most(struct door *d, struct err *e)
{
	char *end = NULL;

	d->most = d->most_name ? strtoumax(d->most_name, &end, 10) : MOST;
	if (d->most_name && (!isdigit((unsigned char)*d->most_name) || *end))
		return err_set(e, ERR_USAGE, "--most: found \"%.40s\", expected a number of records, or 0",
			d->most_name);
	return 0;
}

static int check_usage(struct door *d, struct err *e)
{
	static const char *const formats[] = {"text", "json", "html"};
	size_t i = 0;

	d->indicator = d->o.nargs ? d->o.args[0] : "";
	if (d->o.nargs > 1)
		return err_set(e, ERR_USAGE, "found \"%.40s\" behind %.40s, expected one indicator",
			d->o.args[1], d->indicator);
	if (!d->period)
		return err_set(e, ERR_USAGE, "found no --period, expected --period MONTH, QUARTER or YEAR");
	if (!*d->indicator && !d->all)
		return err_set(e, ERR_USAGE, "found no indicator, expected one, or --all --verify");
	if (d->all && (!d->verify || *d->indicator || d->format_name || d->records))
		return err_set(
			e, ERR_USAGE, "--all: expected --verify, and no indicator, --format or --records");
	while (d->format_name && i < 3 && strcmp(formats[i], d->format_name) != 0)
		i++;
	if (i == 3)
		return err_set(e, ERR_USAGE, "--format: found \"%.40s\", expected text, json or html",
			d->format_name);
	d->format = (enum format)i;
	return parse_most(d, e);
}

/* ---- which figures ---- */

/* The body at the head of the set's territory: whose figure is meant when nobody is named. */
static bool is_root(struct door *d, const char *set, const char *agency)
{
	const struct table *sets = catalog_get(d->catalog, "sets", NULL);
	const struct table *t = catalog_get(d->catalog, "territories", NULL);
	long row = sets ? table_find(sets, "set", set, NULL) : -1;
	const char *territory = d->territory ? d->territory
				: row < 0    ? ""
					     : table_get(sets, (size_t)row, "territory");

	row = t ? table_find(t, "territory", territory, NULL) : -1;
	return row >= 0 && strcmp(table_get(t, (size_t)row, "root_agency"), agency) == 0;
}

static bool is_meant(struct door *d, const struct stored_figure *f)
{
	return d->agency || d->all || is_root(d, f->cells[FIGURE_AT_set], f->cells[FIGURE_AT_agency]);
}

static int check_territory(struct door *d, struct err *e)
{
	const struct table *t = catalog_get(d->catalog, "territories", e);

	if (!t)
		return -1;
	if (d->territory && table_find(t, "territory", d->territory, NULL) < 0)
		return err_set(e, ERR_USAGE,
			"--territory: found \"%.40s\", expected a row of territories.csv", d->territory);
	return 0;
}

static int check_names(struct door *d, struct err *e)
{
	const struct table *t = catalog_get(d->catalog, "indicators", e);

	if (!t || check_territory(d, e))
		return -1;
	if (*d->indicator && !d->figures.n && table_find(t, "indicator", d->indicator, NULL) < 0)
		return err_set(e, ERR_USAGE, "found \"%.40s\", expected an indicator of indicators.csv",
			d->indicator);
	return 0;
}

/* A word that no calendar has. */
static bool is_period(struct door *d)
{
	const struct periods *p = periods_of(d->catalog, NULL);

	for (size_t i = 0; p && i < periods_count(p); i++)
		if (strcmp(period_at(p, i)->name, d->period) == 0)
			return true;
	return !p;
}

/* Whatever was asked for and is not there is said. */
static int refuse_nothing(struct door *d, struct err *e)
{
	if (!is_period(d))
		return err_set(e, ERR_USAGE, "--period: found \"%.40s\", expected a period of the calendar",
			d->period);
	if (*d->indicator)
		return err_set(e, ERR_NOINPUT,
			"found no figure of %s%s%s in %.40s%s%s, expected one that a night computed",
			d->indicator, d->agency ? " of " : "", d->agency ? d->agency : "", d->period,
			d->set ? " of set " : "", d->set ? d->set : "");
	return err_set(e, ERR_NOINPUT, "found no figure in %.40s, expected a period that a night computed",
		d->period);
}

/* ---- what is written ---- */

static int write_page(struct door *d, const struct page *p, FILE *out, struct err *e)
{
	char path[PATH_MAX];
	const struct table *messages = catalog_get(d->catalog, "messages", e);

	if (!messages)
		return -1;
	if (d->format == FORMAT_JSON)
		return page_write_json(p, out, e);
	if (d->format == FORMAT_TEXT)
		return explain_write_text(p, messages, out, e);
	page_find_template(d->catalog, "explain", path);
	return page_write_html(p, path, out, e);
}

static void note(struct door *d, const struct stored_figure *f, bool is_same, const char *column)
{
	d->same += is_same;
	d->other += !is_same;
	if (!is_same)
		log_warn(&d->o, "set=%s indicator=%s agency=%s period=%s column=%s: found another figure",
			f->cells[FIGURE_AT_set], f->cells[FIGURE_AT_indicator], f->cells[FIGURE_AT_agency],
			d->period, column);
}

static int take_verified(
	void *arg, const struct stored_figure *f, bool is_same, const char *column, struct err *e)
{
	(void)e;
	progress_add(1);
	note(arg, f, is_same, column);
	return 0;
}

/* One figure, one page; of several that are meant each stands in the list `figures`. */
static int explain_each(struct door *d, struct page *all, size_t *n, struct err *e)
{
	struct explain_options o = {.db = &d->db,
		.catalog = d->catalog,
		.has_records = d->records != NULL,
		.most = d->most,
		.is_verified = d->verify != NULL,
		.may_see_held = d->figures.may_see_held};

	for (size_t i = 0; i < d->figures.n; i++) {
		const struct stored_figure *f = &d->figures.list[i];
		const char *differs;
		struct page *p;

		if (!is_meant(d, f))
			continue;
		p = page_add(all, "figures", e);
		if (!p || explain_figure(p, &o, f, &differs, e))
			return -1;
		if (d->verify && !f->is_held)
			note(d, f, !differs, differs);
		++*n;
	}
	return *n ? 0 : refuse_nothing(d, e);
}

static int write_each(struct door *d, const struct page *all, FILE *out, struct err *e)
{
	if (d->format != FORMAT_TEXT)
		return write_page(d, all, out, e);
	for (const struct page *p = page_first(all, "figures"); p; p = page_next(p)) {
		if (write_page(d, p, out, e))
			return -1;
		if (page_next(p))
			fputs("\n\n", out);
	}
	return 0;
}

static int explain(struct door *d, FILE *out, struct err *e)
{
	struct page *all = page_new(e);
	size_t n = 0;
	int rc = all ? explain_each(d, all, &n, e) || write_each(d, all, out, e) ? -1 : 0 : -1;

	page_free(all);
	return rc;
}

static int verify(struct door *d, FILE *out, struct err *e)
{
	if (!d->figures.n)
		return refuse_nothing(d, e);
	progress_unit("figures");
	if (verify_figures(&d->db, d->period, &d->figures, take_verified, d, e))
		return -1;
	fprintf(out, "period=%s figures=%zu same=%zu other=%zu held=%zu\n", d->period, d->figures.n, d->same,
		d->other, d->figures.n - d->same - d->other);
	return 0;
}

static int work(struct door *d, struct err *e)
{
	struct figures_asked asked;
	FILE *in, *out, *rejects;

	if (check_usage(d, e))
		return -1;
	asked = (struct figures_asked){
		d->period, d->indicator, d->set ? d->set : "", d->agency ? d->agency : ""};
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		db_open(&d->db, &d->place, d->o.program, e) || figures_read(&d->figures, &d->db, &asked, e) ||
		check_names(d, e) || options_open(&d->o, &in, &out, &rejects, e))
		return -1;
	if (!(d->all ? verify : explain)(d, out, e))
		return options_commit(&d->o, in, out, rejects, e);
	options_abandon(&d->o, in, out, rejects);
	return -1;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {{"period", 0, "PERIOD", "the period of the figure", &d.period},
		{"set", 0, "SET", "of this set only, where several have the indicator", &d.set},
		{"agency", 0, "AGENCY", "whose figure it is (default: the head of the set's territory)",
			&d.agency},
		{"territory", 0, "TERRITORY", "of the head of this territory only", &d.territory},
		{"records", 0, NULL, "list the records that were counted, by their keys in the warehouse",
			&d.records},
		{"most", 0, "N", "count by file up to N records read (default 100000; 0: all)", &d.most_name},
		{"verify", 0, NULL, "compute the figure again from the list of its records", &d.verify},
		{"all", 0, NULL, "with --verify: every figure of the period", &d.all},
		{"format", 0, "FORMAT", "text (default), json or html", &d.format_name},
		OPTIONS_DATABASE(d.place)};

	d.o = (struct options){.program = "chiso-explain",
		.purpose = "explain a figure: its rules, its numbers and its records",
		.synopsis = "INDICATOR --period PERIOD [--set SET] [--agency AGENCY] [--records] [--verify] "
			    "[--most N] [--format FORMAT] | "
			    "--all --verify --period PERIOD",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	figures_release(&d.figures);
	db_close(&d.db);
	catalog_free(d.catalog);
	if (e.kind != ERR_NONE)
		return log_exit(&d.o, &e);
	return d.other ? 1 : 0;
}
