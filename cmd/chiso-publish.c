/* chiso-publish - write a page of what is published: HTML, XLSX or CSV */
#include <errno.h>
#include <string.h>
#include "door/options.h"
#include "door/progress.h"
#include "door/version.h"
#include "publish/edition.h"
#include "publish/edition_maker.h"

struct door {
	struct options o;
	const char *set, *period, *agency, *whom, *format, *all, *known, *made_by;
	struct catalog *catalog;
	struct db_place place;
	struct db db;
};

/* What the edition before was made of; nothing without one. */
static int read_known(const char *path, struct buf *out, struct err *e)
{
	FILE *in = path ? fopen(path, "r") : NULL;
	char block[4096];
	size_t n;

	if (path && !in && errno != ENOENT)
		return err_at(e, ERR_NOINPUT, path, 0, "cannot be opened: %s", strerror(errno));
	while (in && (n = fread(block, 1, sizeof(block), in)) > 0)
		if (buf_add(out, block, n, e) < 0)
			break;
	if (in)
		fclose(in);
	return buf_add(out, "", 0, e);
}

static void page_done(void)
{
	progress_add(1);
}

static int write_all(struct door *d, const struct publication *p, struct err *e)
{
	struct buf known = {0};
	char maker[65];
	size_t written = 0;
	int rc = edition_maker(d->catalog, CHISO_VERSION, maker, e);

	progress_unit("pages");
	if (!d->o.is_quiet)
		progress_start(d->o.program, NULL, 0, true);
	if (rc == 0)
		rc = read_known(d->known, &known, e);
	if (rc == 0)
		rc = edition_write_all(p, maker, d->all, known.len ? known.data : "", &written, page_done, e);
	buf_release(&known);
	if (rc == 0)
		log_counts(&d->o, "pages=%zu", written);
	return rc;
}

static int write_one(struct door *d, struct publication *p, struct err *e)
{
	enum edition_format format = EDITION_HTML;
	FILE *in, *out, *rejects;
	char found[PUBLICATION_AGENCY];

	if ((d->format && edition_format_read(d->format, &format, e) < 0) ||
		(*p->set && publication_settle(p, found, e) < 0) ||
		options_open(&d->o, &in, &out, &rejects, e) < 0)
		return -1;
	if (edition_write(p, format, out, e) == 0)
		return options_commit(&d->o, in, out, rejects, e);
	options_abandon(&d->o, in, out, rejects);
	return -1;
}

static int write_maker(struct door *d, struct err *e)
{
	FILE *in, *out, *rejects;
	char maker[65];

	if (d->all || d->o.nargs)
		return err_set(e, ERR_USAGE, "--made-by: found a page or --all beside it, expected it alone");
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) < 0 ||
		edition_maker(d->catalog, CHISO_VERSION, maker, e) < 0 ||
		options_open(&d->o, &in, &out, &rejects, e) < 0)
		return -1;
	fprintf(out, "%s\n", maker);
	return options_commit(&d->o, in, out, rejects, e);
}

static int work(struct door *d, struct err *e)
{
	struct publication p = {.db = &d->db,
		.set = d->set ? d->set : "",
		.period = d->period ? d->period : "",
		.agency = d->agency ? d->agency : "",
		.whom = d->whom ? d->whom : "",
		.day = d->o.today};

	if (d->made_by)
		return write_maker(d, e);
	if (d->all ? d->o.nargs != 0 : d->o.nargs != 1)
		return err_set(e, ERR_USAGE, "expected one PAGE of page_lists.csv, or --all DIR");
	p.page = d->all ? "" : d->o.args[0];
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) < 0 ||
		db_open(&d->db, &d->place, d->o.program, e) < 0)
		return -1;
	p.catalog = d->catalog;
	return d->all ? write_all(d, &p, e) : write_one(d, &p, e);
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
		{"all", 0, "DIR", "every page of pages.csv, into this folder", &d.all},
		{"known", 0, "FILE", "pages.state of the edition before: what is as it was is not written",
			&d.known},
		{"made-by", 0, NULL, "print by what all pages are made: catalogue, templates, statements",
			&d.made_by},
		OPTIONS_DATABASE(d.place)};

	d.o = (struct options){.program = "chiso-publish",
		.purpose = "write a page of what is published: HTML, XLSX or CSV",
		.synopsis = "PAGE [--set SET --period PERIOD] [--agency AGENCY] [--for AGENCY] [--format "
			    "FORMAT] | --all DIR [--known FILE] | --made-by",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	db_close(&d.db);
	catalog_free(d.catalog);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
