/* chiso-publish - write a page of what is published: HTML, XLSX or CSV */
#include <string.h>
#include "door/options.h"
#include "page/page_html.h"
#include "page/page_json.h"
#include "publish/filling.h"
#include "publish/sheet.h"
#include "publish/template.h"

struct door {
	struct options o;
	const char *conninfo, *set, *period, *agency, *whom, *format;
	char found[200]; /* whose page it is */
	struct catalog *catalog;
	struct page *page;
	struct db db;
};

enum format { FORMAT_HTML, FORMAT_JSON, FORMAT_SHEET };

static int read_format(const char *text, enum format *out, enum sheet_form *form, struct err *e)
{
	static const struct {
		const char *name;
		enum format format;
		enum sheet_form form;
	} formats[] = {{"html", FORMAT_HTML, SHEET_CSV}, {"json", FORMAT_JSON, SHEET_CSV}, {"xlsx", FORMAT_SHEET, SHEET_XLSX},
		{"csv", FORMAT_SHEET, SHEET_CSV}, {"csv-comma", FORMAT_SHEET, SHEET_CSV_COMMA}};

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(formats[i].name, text) == 0) {
			*out = formats[i].format;
			*form = formats[i].form;
			return 0;
		}
	return err_set(e, ERR_USAGE, "--format: found \"%s\", expected html, xlsx, csv, csv-comma or json", text);
}

static int write_page(struct door *d, const struct publication *p, enum format format, FILE *out, struct err *e)
{
	char template[4096];

	if ((format == FORMAT_HTML && template_find(d->catalog, p->page, template, sizeof(template), e) < 0) ||
		!(d->page = page_new(e)) || page_set(d->page, "day", p->day, e) < 0 ||
		publication_fill(p, d->page, e) < 0)
		return -1;
	return format == FORMAT_HTML ? page_write_html(d->page, template, out, e) : page_write_json(d->page, out, e);
}

static int publish(struct door *d, struct publication *p, FILE *out, struct err *e)
{
	enum format format = FORMAT_HTML;
	enum sheet_form form = SHEET_CSV;

	if (read_format(d->format ? d->format : "html", &format, &form, e) < 0 ||
		(*p->set && publication_settle(p, d->found, e) < 0))
		return -1;
	return format == FORMAT_SHEET ? publication_sheet(p, form, out, e) : write_page(d, p, format, out, e);
}

static int work(struct door *d, struct err *e)
{
	struct publication p = {.db = &d->db, .set = d->set ? d->set : "", .period = d->period ? d->period : "",
		.agency = d->agency ? d->agency : "", .whom = d->whom ? d->whom : "", .day = d->o.today};
	FILE *in, *out, *rejects;

	if (d->o.nargs != 1)
		return err_set(e, ERR_USAGE, "expected one PAGE of page_lists.csv");
	p.page = d->o.args[0];
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) < 0 ||
		db_open(&d->db, d->conninfo, d->o.program, e) < 0 || options_open(&d->o, &in, &out, &rejects, e) < 0)
		return -1;
	p.catalog = d->catalog;
	if (publish(d, &p, out, e) == 0)
		return options_commit(&d->o, in, out, rejects, e);
	options_abandon(&d->o, in, out, rejects);
	return -1;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {{"set", 0, "SET", "the set of figures", &d.set},
		{"period", 0, "PERIOD", "the period, as 2024-Q1", &d.period},
		{"agency", 0, "AGENCY", "whose figures (default: the set's territory)", &d.agency},
		{"for", 0, "AGENCY", "only what this agency or member answers for", &d.whom},
		{"format", 0, "FORMAT", "html (default), xlsx, csv, csv-comma or json", &d.format},
		{"database", 'd', "CONNINFO", "the database, as for psql", &d.conninfo}};

	d.o = (struct options){.program = "chiso-publish",
		.purpose = "write a page of what is published: HTML, XLSX or CSV",
		.synopsis = "PAGE [--set SET --period PERIOD] [--agency AGENCY] [--for AGENCY] [--format FORMAT]",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	page_free(d.page);
	db_close(&d.db);
	catalog_free(d.catalog);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
