/* chiso-explain - explain a figure: what it is made of, by which rules, and from which records */
#include <string.h>
#include "door/options.h"
#include "explain/verify.h"

struct door {
	struct options o;
	const char *conninfo, *period, *set, *agency, *territory, *format, *all, *verify, *records;
	struct catalog *catalog;
	struct db db;
	struct figures figures;
	size_t same, other;
};

static int tell(void *arg, const struct figure *f, bool is_same, const char *column, struct err *e)
{
	struct door *d = arg;

	(void)e;
	d->same += is_same;
	d->other += !is_same;
	if (!is_same)
		log_warn(&d->o, "set=%s indicator=%s agency=%s period=%s column=%s: found another figure",
			f->cells[FIGURE_AT_set], f->cells[FIGURE_AT_indicator], f->cells[FIGURE_AT_agency],
			d->period, column);
	return 0;
}

static int work(struct door *d, struct err *e)
{
	struct figures_asked asked = {d->period, d->o.nargs ? d->o.args[0] : "", d->set ? d->set : "",
		d->agency ? d->agency : ""};

	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		db_open(&d->db, d->conninfo, d->o.program, e) ||
		figures_read(&d->figures, &d->db, &asked, e))
		return -1;
	if (verify_figures(&d->db, d->period, &d->figures, tell, d, e))
		return -1;
	log_info(&d->o, "same=%zu other=%zu", d->same, d->other);
	return 0;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {{"period", 0, "PERIOD", "the period of the figure", &d.period},
		{"set", 0, "SET", "the set that it stands in, where several have it", &d.set},
		{"agency", 0, "AGENCY", "whose figure it is (default: the territory's)", &d.agency},
		{"territory", 0, "TERRITORY", "of this territory", &d.territory},
		{"records", 0, NULL, "list the records that were counted", &d.records},
		{"verify", 0, NULL, "compute it again from the list of its records", &d.verify},
		{"all", 0, NULL, "every figure of the period", &d.all},
		{"format", 0, "FORMAT", "text (default), json or html", &d.format},
		{"database", 'd', "CONNINFO", "the database, as for psql", &d.conninfo}};

	d.o = (struct options){.program = "chiso-explain",
		.purpose = "explain a figure: what it is made of, by which rules, and from which records",
		.synopsis = "INDICATOR --period PERIOD [--set SET] [--agency AGENCY] | --all --verify --period "
			    "PERIOD",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	figures_release(&d.figures);
	db_close(&d.db);
	catalog_free(d.catalog);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
