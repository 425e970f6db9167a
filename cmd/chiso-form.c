/* chiso-form - write the form that an agency fills in, and read it back */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "core/limits.h"
#include "core/mask_runs.h"
#include "core/text.h"
#include "door/options.h"
#include "form/form.h"
#include "load/dump.h"
#include "model/dates.h"
#include "normalize/figure.h"
#include "stream/stream.h"

#define DIALECT "vi-mixed"

struct door {
	struct options options;
	const char *coordinating, *territory, *last_path, *format;
	struct db_place place; /* of the last values */
	FILE *in, *out, *rejects;
	struct catalog *catalog;
	struct form_asked asked;
	struct form_told told;
	int status; /* when something was told */
};

/* The lines are a person's to act on, not a log's; what a log hides is hidden in them as well. */
static void print_told(const struct form_told *told)
{
	char *text = told->lines.len ? told->lines.data : NULL, *end;

	for (; text && *text; text = end + 1) {
		end = strchr(text, '\n');
		*end = '\0';
		mask_line(text);
		fprintf(stderr, "%s\n", text);
	}
}

/* ---- write ---- */

static int tell_agency(struct door *d, const char *text, size_t found, struct err *e)
{
	struct buf line = {0};
	char number[24];
	int rc = FORM_SAY(
		&d->asked.texts, &line, e, "ask.agency", text, form_number_text(number, (long)found));

	if (rc == 0)
		rc = form_told_add(&d->told, &line, e);
	buf_release(&line);
	return rc < 0 ? -1 : 1;
}

static int tell_period(struct door *d, const char *period, struct err *e)
{
	struct buf line = {0};
	int rc = FORM_SAY(&d->asked.texts, &line, e, "ask.period", period);

	if (rc == 0)
		rc = form_told_add(&d->told, &line, e);
	buf_release(&line);
	return rc < 0 ? -1 : 1;
}

/* Where the agency has rows besides; first that it has none here. */
static int tell_elsewhere(struct door *d, const char *period, struct err *e)
{
	const struct form_asked *a = &d->asked;
	struct buf line = {0};
	char number[24];
	int rc = 0;

	if (!a->n)
		rc = FORM_SAY(&a->texts, &line, e, a->is_coordinating ? "ask.none" : "ask.none_led",
			     a->agency, period) < 0 ||
				     form_told_add(&d->told, &line, e) < 0
			     ? -1
			     : 0;
	for (size_t i = 0; rc == 0 && i < a->nelsewhere; i++)
		rc = FORM_SAY(&a->texts, &line, e, "ask.elsewhere", a->agency,
			     form_number_text(number, (long)a->elsewhere[i].n), a->elsewhere[i].territory,
			     period) < 0 ||
				     form_told_add(&d->told, &line, e) < 0
			     ? -1
			     : 0;
	buf_release(&line);
	return rc;
}

static int read_file(struct door *d, const struct feed *f, struct form_last *last, struct err *e)
{
	FILE *in = options_input(d->last_path, e);
	int rc = in ? stream_read(in, d->last_path, f, &last->sink, NULL, e) : -1;

	options_close_input(in);
	return rc;
}

/* What waits for approval is not shown. */
static int read_held(struct db *db, struct form_last *last, struct err *e)
{
	PGresult *held = NULL;

	if (db_ask(db, "select chi_so, co_quan, ky from share.chi_so where tam_giu", 0, NULL, &held, e) < 0)
		return -1;
	for (int i = 0; i < PQntuples(held); i++)
		form_last_hold(last, PQgetvalue(held, i, 0), PQgetvalue(held, i, 1), PQgetvalue(held, i, 2));
	PQclear(held);
	return 0;
}

static int read_warehouse(struct door *d, const struct feed *f, struct form_last *last, struct err *e)
{
	struct dump_options o = {.catalog = d->catalog, .feed = f};
	struct db db = {0};
	uint64_t rows;
	int rc = db_open(&db, &d->place, d->options.program, e) < 0 ||
				 dump_records(&db, &o, &last->sink, &rows, e) < 0 ||
				 read_held(&db, last, e) < 0
			 ? -1
			 : 0;

	db_close(&db);
	return rc;
}

static bool has_place(const struct door *d)
{
	const struct db_place *p = &d->place;

	return p->conninfo || p->host || p->port || p->user;
}

/* The last values: of a file, else of the warehouse that options or PG* name, else there are none. */
static int read_last(struct door *d, const struct feed *f, struct form_last *last, struct err *e)
{
	if (d->last_path)
		return read_file(d, f, last, e);
	if (has_place(d) || getenv("PGHOST") || getenv("PGSERVICE") || getenv("PGDATABASE"))
		return read_warehouse(d, f, last, e);
	return 0;
}

static int write_found(struct door *d, const char *period, enum form_kind kind, struct err *e)
{
	const struct form_asked *a = &d->asked;
	struct form_last last = {0};
	struct feed *f = NULL;
	int rc = -1;

	if (feed_load(&f, d->catalog, FORM_FEED, d->options.today, e) == 0 &&
		form_last_init(&last, f, &a->texts, period, a->agency, a->root, e) == 0 &&
		read_last(d, f, &last, e) == 0 &&
		options_open(&d->options, &d->in, &d->out, &d->rejects, e) == 0)
		rc = form_write(a, period, &last, kind, d->out, e);
	form_last_release(&last);
	feed_free(f);
	return rc;
}

/* What --format says, else the output's name. */
static int kind_of(const struct door *d, enum form_kind *kind, struct err *e)
{
	const char *name = d->options.output, *dot = name ? strrchr(name, '.') : NULL;
	const char *format = d->format ? d->format : dot && strcmp(dot, ".xlsx") == 0 ? "xlsx" : "csv";

	*kind = strcmp(format, "xlsx") == 0 ? FORM_XLSX : FORM_CSV;
	return *kind == FORM_XLSX || strcmp(format, "csv") == 0
		       ? 0
		       : err_set(e, ERR_USAGE, "--format: found '%s', expected csv or xlsx", format);
}

static int do_write(struct door *d, struct err *e)
{
	struct form_asked *a = &d->asked;
	enum form_kind kind;
	size_t found;
	int rc;

	if (d->options.nargs != 3 || d->options.has_now)
		return err_set(e, ERR_USAGE, "expected write AGENCY PERIOD, without --now");
	d->status = ERR_USAGE;
	if (kind_of(d, &kind, e) < 0)
		return -1;
	if (form_asked_period(a, d->options.args[2]))
		return tell_period(d, d->options.args[2], e);
	rc = form_asked_agency(a, d->options.args[1], d->territory, &found, e);
	if (rc)
		return rc < 0 ? -1 : tell_agency(d, d->options.args[1], found, e);
	a->is_coordinating = d->coordinating;
	if (form_asked_find(a, e) < 0 || form_asked_look(a, e) < 0)
		return -1;
	rc = a->n ? write_found(d, d->options.args[2], kind, e) : 1;
	return rc < 0 || tell_elsewhere(d, d->options.args[2], e) < 0 ? -1 : rc;
}

/* ---- read ---- */

struct numbers {
	struct figure_reader reader;
	struct words words;
	struct units *units;
	struct buf text;
};

static void copy_number(char *out, size_t size, const struct number *n)
{
	snprintf(out, size, "%.*s", (int)n->len, n->text);
}

/* A number is shown with a decimal comma. */
static void copy_readings(struct form_number *out, const struct number *n)
{
	char other[2 * LIMIT_DIGITS + 8];
	char *point;

	number_other_reading(n, other);
	copy_number(out->readings[0], sizeof(out->readings[0]), n);
	snprintf(out->readings[1], sizeof(out->readings[1]), "%s", other);
	point = strchr(out->readings[0], '.');
	if (point)
		*point = ',';
}

/* As the feed reads it. */
static int read_number(void *arg, struct slice text, struct form_number *out, struct err *e)
{
	struct numbers *n = arg;
	struct figure f = {0};

	*out = (struct form_number){0};
	buf_reset(&n->text);
	if (text_clean(text.text, text.len, false, &n->text, e) < 0)
		return -1;
	out->refused =
		figure_parse(&f, &n->reader, n->text.len ? buf_slice(&n->text) : (struct slice){"", 0});
	out->unit = f.unit ? f.unit->name : NULL;
	if (out->refused && strcmp(out->refused, "number.comma") == 0)
		copy_readings(out, &f.doubtful);
	if (out->refused)
		return 0;
	out->is_exact = f.kind == FIGURE_EXACT && (!*f.comparator || strcmp(f.comparator, "eq") == 0);
	copy_number(out->low, sizeof(out->low), &f.low);
	return 0;
}

/* The file, or standard input, as a sheet. Shape: 0, 1 when told says why it cannot be read. */
static int read_sheet(struct door *d, struct sheet *s, const char *name, struct err *e)
{
	struct buf bytes = {.max_bytes = LIMIT_SHEET_BYTES + (1u << 16)}, line = {0};
	struct err why = {0};
	char block[1 << 14], number[24];
	size_t n;
	int rc = 0;

	while (rc == 0 && bytes.len <= LIMIT_SHEET_BYTES && (n = fread(block, 1, sizeof(block), d->in)) > 0)
		rc = buf_add(&bytes, block, n, e);
	if (rc == 0 && ferror(d->in))
		rc = err_at(e, ERR_NOINPUT, name, 0, "cannot be read: %s", strerror(errno));
	if (rc == 0 && sheet_read(s, bytes.len ? buf_slice(&bytes) : (struct slice){"", 0}, name, &why) < 0) {
		if (why.kind != ERR_FILE)
			rc = err_at(e, why.kind, why.file, why.line, "%s", why.text);
		else if (why.line && !s->is_xlsx)
			rc = FORM_SAY(&d->asked.texts, &line, e, "sheet.csv", name,
				form_number_text(number, why.line), why.text);
		else
			rc = FORM_SAY(&d->asked.texts, &line, e, "sheet.unread", name, why.text);
		rc = rc < 0 || form_told_add(&d->told, &line, e) < 0 ? -1 : 1;
	}
	buf_release(&line);
	buf_release(&bytes);
	return rc;
}

/* 20240331080000 of 2024-03-31T08:00:00+07:00; "" without --now. */
static void sent_of(const struct options *o, char out[15])
{
	char at[26];
	size_t n = 0;

	clock_format(o->now, at);
	for (const char *c = at; o->has_now && n < 14; c++)
		if (*c >= '0' && *c <= '9')
			out[n++] = *c;
	out[n] = '\0';
}

static int check_and_write(struct door *d, const struct form_rows *rows, struct err *e)
{
	struct form_asked *a = &d->asked;
	struct numbers n = {0};
	struct dates *dates = NULL;
	struct form_reader r;
	char sent[15];
	int rc = form_sender_read(a, rows, &d->told, e);

	if (rc)
		return rc;
	rc = -1;
	if (words_read(&n.words, d->catalog, a->day, e) == 0 &&
		units_open(&n.units, d->catalog, a->day, e) == 0 &&
		dialect_get(&n.reader.dialect, d->catalog, DIALECT, a->day, e) == 0 &&
		dates_open(&dates, d->catalog, a->day, e) == 0) {
		n.reader.words = &n.words;
		n.reader.units = n.units;
		r = (struct form_reader){read_number, &n, n.units, dates};
		rc = form_cells_check(a, &r, rows, &d->told, e);
	}
	sent_of(&d->options, sent);
	if (rc == 0)
		rc = form_message_write(a, &r, rows, sent, d->out, e);
	dates_free(dates);
	words_release(&n.words);
	units_free(n.units);
	buf_release(&n.text);
	return rc;
}

static int do_read(struct door *d, struct err *e)
{
	static struct form_rows rows;
	struct sheet s = {0};
	const char *name;
	int rc;

	if (d->options.nargs > 2 || (d->options.nargs == 2 && d->options.input) || d->territory ||
		has_place(d) || d->last_path || d->coordinating || d->format)
		return err_set(e, ERR_USAGE, "expected read [FILE], without options of write");
	d->status = ERR_FILE;
	if (d->options.nargs == 2)
		d->options.input = d->options.args[1];
	name = d->options.input ? d->options.input : "-";
	if (options_open(&d->options, &d->in, &d->out, &d->rejects, e) < 0)
		return -1;
	rc = read_sheet(d, &s, name, e);
	if (rc == 0)
		rc = form_rows_read(&rows, &s, &d->asked.texts, name, &d->told, e);
	if (rc == 0)
		rc = check_and_write(d, &rows, e);
	sheet_release(&s);
	return rc;
}

static int run_door(struct door *d, struct err *e)
{
	const char *verb = d->options.nargs ? d->options.args[0] : "";
	int (*run)(struct door *, struct err *) = strcmp(verb, "write") == 0  ? do_write
						  : strcmp(verb, "read") == 0 ? do_read
									      : NULL;

	if (!run)
		return err_set(e, ERR_USAGE, "found '%s', expected write or read", verb);
	if (catalog_open(&d->catalog, d->options.catalog, d->options.ncatalog, e) < 0 ||
		form_asked_open(&d->asked, d->catalog, e) < 0)
		return -1;
	return run(d, e);
}

int main(int argc, char **argv)
{
	static struct door d;
	const struct option_spec own[] = {
		{"coordinating", 0, NULL, "write: also what the agency coordinates", &d.coordinating},
		{"for", 0, "TERRITORY", "write: of another territory in whose documents it stands",
			&d.territory},
		{"last", 0, "RECORDS", "write: the feed's records, for the last values", &d.last_path},
		{"format", 0, "csv|xlsx", "write: the form's (default: by the output's name)", &d.format},
		OPTIONS_DATABASE(d.place)};
	struct err e = {0};
	int rc;

	d.options = (struct options){.program = "chiso-form",
		.purpose = "write the form that an agency fills in, and read it back",
		.synopsis = "write AGENCY PERIOD [--coordinating] [--for TERRITORY] [--last RECORDS] "
			    "[-d DBNAME] | read [FILE]",
		.own = own,
		.nown = sizeof(own) / sizeof(own[0])};
	rc = options_parse(&d.options, argc, argv, &e);
	if (rc > 0)
		return 0;
	if (rc == 0)
		rc = run_door(&d, &e);
	if (rc > 0 && form_told_end(&d.told, &d.asked.texts, &e) < 0)
		rc = -1;
	if (rc == 0 && options_commit(&d.options, d.in, d.out, d.rejects, &e) < 0)
		rc = -1;
	else if (rc)
		options_abandon(&d.options, d.in, d.out, d.rejects);
	if (rc >= 0)
		print_told(&d.told);
	form_told_release(&d.told);
	form_asked_release(&d.asked);
	catalog_free(d.catalog);
	return rc < 0 ? log_exit(&d.options, &e) : rc ? d.status : 0;
}
