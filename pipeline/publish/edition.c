#include "publish/edition.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/leftover.h"
#include "page/page_find.h"
#include "page/page_html.h"
#include "page/page_json.h"
#include "publish/edition_name.h"
#include "publish/filling.h"
#include "publish/sheet.h"

static const char *const formats[] = {"html", "json", "xlsx", "csv", "csv-comma"};

int edition_format_read(const char *word, enum edition_format *out, struct err *e)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(formats[i], word) == 0) {
			*out = (enum edition_format)i;
			return 0;
		}
	return err_set(
		e, ERR_USAGE, "format: found \"%s\", expected html, json, xlsx, csv or csv-comma", word);
}

static int write_page(const struct publication *p, enum edition_format format, FILE *out, struct err *e)
{
	char template[PATH_MAX];
	struct page *page = page_new(e);
	int rc = page ? 0 : -1;

	if (rc == 0 && (page_set(page, "day", p->day, e) < 0 || publication_fill(p, page, e) < 0))
		rc = -1;
	page_find_template(p->catalog, p->page, template);
	if (rc == 0)
		rc = format == EDITION_HTML ? page_write_html(page, template, out, e)
					    : page_write_json(page, out, e);
	page_free(page);
	return rc;
}

int edition_write(const struct publication *p, enum edition_format format, FILE *out, struct err *e)
{
	switch (format) {
	case EDITION_XLSX:
		return publication_sheet(p, SHEET_XLSX, out, e);
	case EDITION_CSV:
		return publication_sheet(p, SHEET_CSV, out, e);
	case EDITION_CSV_COMMA:
		return publication_sheet(p, SHEET_CSV_COMMA, out, e);
	default:
		return write_page(p, format, out, e);
	}
}

struct edition {
	struct publication p;
	const char *maker, *dir, *known, *file, *formats;
	FILE *states;
	struct buf names; /* of the pages that there are, a line each, behind a line's end */
	size_t written, failed;
	void (*told)(void);
	struct err first; /* why the first one was not written */
};

static FILE *open_part(const char *temp, struct err *e)
{
	FILE *out = leftover_add(LEFTOVER_FILE, temp, e) == 0 ? fopen(temp, "we") : NULL;

	if (!out) {
		err_at(e, ERR_OUTPUT, temp, 0, "cannot be created: %s", strerror(errno));
		leftover_drop(temp);
	}
	return out;
}

/* rc: what came of writing it. */
static int put_in_place(const char *temp, const char *path, int rc, struct err *e)
{
	if (rc == 0 && rename(temp, path) != 0)
		rc = err_at(e, ERR_WRITE, path, 0, "cannot be put in its place: %s", strerror(errno));
	if (rc < 0)
		remove(temp);
	leftover_drop(temp);
	return rc;
}

/* dir/NAME.EXTENSION, by rename: a page that is there is whole. */
static int write_file(const struct edition *d, const char *name, const char *word, struct err *e)
{
	char path[4200], temp[4300];
	enum edition_format format = EDITION_HTML;
	FILE *out;
	int rc = edition_format_read(word, &format, e);

	if (rc < 0)
		return -1;
	snprintf(path, sizeof(path), "%s/%s.%s", d->dir, name,
		format == EDITION_CSV_COMMA ? "comma.csv" : word);
	snprintf(temp, sizeof(temp), "%s.part", path);
	out = open_part(temp, e);
	if (!out)
		return -1;
	rc = edition_write(&d->p, format, out, e);
	if (fclose(out) != 0 && rc == 0)
		rc = err_at(e, ERR_WRITE, path, 0, "writing failed: %s", strerror(errno));
	return put_in_place(temp, path, rc, e);
}

static int write_formats(struct edition *d, const char *name, struct err *e)
{
	struct publication_kept kept = {0};
	const char *at = d->formats;
	int rc = 0;

	d->p.kept = &kept;
	while (rc == 0 && *at) {
		char word[20];
		size_t n = strcspn(at, " ");

		snprintf(word, sizeof(word), "%.*s", (int)n, at);
		rc = write_file(d, name, word, e);
		at += n;
		at += strspn(at, " ");
	}
	publication_forget(&kept);
	d->p.kept = NULL;
	d->written += rc == 0;
	d->told();
	return rc;
}

static bool is_known(const char *known, const char *line)
{
	size_t n = strlen(line);

	for (const char *at = known; (at = strstr(at, line)) != NULL; at += n)
		if ((at == known || at[-1] == '\n') && at[n] == '\n')
			return true;
	return false;
}

static const char *cell(const PGresult *r, int row, const char *column)
{
	int at = PQfnumber(r, column);

	return at < 0 ? "" : PQgetvalue(r, row, at);
}

static bool has_line(const struct buf *names, const char *name, size_t len)
{
	for (const char *at = names->len ? names->data : ""; (at = strchr(at, '\n')) != NULL;) {
		at++;
		if (strncmp(at, name, len) == 0 && at[len] == '\n')
			return true;
	}
	return false;
}

/* What ends all of them is no matter of one page. */
static bool is_of_page(enum err_kind kind)
{
	return kind == ERR_CATALOG || kind == ERR_NOINPUT || kind == ERR_FAULT || kind == ERR_USAGE;
}

/* One page that cannot be written stops no other, and has no state: the next edition tries it again. */
static int write_instance(struct edition *d, const char *name, const char *line, struct err *e)
{
	char agency[PUBLICATION_AGENCY];
	struct err why = {0};

	if (!is_known(d->known, line) && ((*d->p.set && publication_settle(&d->p, agency, &why) < 0) ||
						 write_formats(d, name, &why) < 0)) {
		if (!is_of_page(why.kind))
			return err_at(e, why.kind, why.file, why.line, "%s", why.text);
		if (d->failed++ == 0)
			err_at(&d->first, why.kind, why.file, why.line, "page %s: %s", name, why.text);
		return 0;
	}
	return fprintf(d->states, "%s\n", line) < 0
		       ? err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno))
		       : 0;
}

/* Each row of the statement is an instance: set, period and the state that its page would be made of. */
static int take_instances(void *arg, const struct publication_list *l, struct err *e)
{
	struct edition *d = arg;

	for (int i = 0; i < PQntuples(l->rows); i++) {
		char name[EDITION_NAME], line[800];

		d->p.set = cell(l->rows, i, "set");
		d->p.period = cell(l->rows, i, "period");
		d->p.agency = cell(l->rows, i, "agency");
		if (edition_name(&d->p, d->file, cell(l->rows, i, "name"), name, e) < 0)
			return -1;
		snprintf(line, sizeof(line), "%s %.16s %s", name, d->maker, cell(l->rows, i, "state"));
		if (buf_addf(&d->names, e, "%s%s\n", d->names.len ? "" : "\n", name) < 0 ||
			write_instance(d, name, line, e) < 0)
			return -1;
	}
	return 0;
}

/* Pages of the edition before that are no longer one: what they say holds no more. */
static int remove_gone(const struct edition *d, struct err *e)
{
	for (const char *at = d->known; *at; at += strcspn(at, "\n"), at += *at == '\n') {
		size_t len = strcspn(at, " \n");

		for (size_t i = 0;
			len > 0 && !has_line(&d->names, at, len) && i < sizeof(formats) / sizeof(*formats);
			i++) {
			char path[4800];

			snprintf(path, sizeof(path), "%s/%.*s.%s", d->dir, (int)len, at,
				i == EDITION_CSV_COMMA ? "comma.csv" : formats[i]);
			if (unlink(path) != 0 && errno != ENOENT)
				return err_at(
					e, ERR_WRITE, path, 0, "cannot be removed: %s", strerror(errno));
		}
	}
	return 0;
}

static int write_pages(struct edition *d, struct err *e)
{
	const struct table *t = catalog_get(d->p.catalog, "pages", e);
	struct publication asking = d->p;

	for (size_t i = 0; t && i < t->nrows; i++) {
		if (!table_is_valid(t, i, d->p.day))
			continue;
		d->p.page = table_get(t, i, "page");
		d->file = table_get(t, i, "file");
		d->formats = table_get(t, i, "formats");
		if (publication_ask(&asking, table_get(t, i, "instances"), take_instances, d, e) < 0)
			return -1;
	}
	return t ? 0 : -1;
}

int edition_write_all(const struct publication *p, const char *maker, const char *dir, const char *known,
	size_t *written, void (*told)(void), struct err *e)
{
	struct publication_prepared prepared = {0};
	struct edition d = {.p = *p, .maker = maker, .dir = dir, .known = known, .told = told};
	char path[4200], temp[4300];
	int rc;

	d.p.prepared = &prepared;
	snprintf(path, sizeof(path), "%s/pages.state", dir);
	snprintf(temp, sizeof(temp), "%s.part", path);
	d.states = open_part(temp, e);
	if (!d.states)
		return -1;
	/* a page takes a millisecond a statement, and thinking about it anew twice that */
	rc = db_run(p->db, "SET plan_cache_mode = force_generic_plan", e);
	if (rc == 0)
		rc = write_pages(&d, e);
	if (fclose(d.states) != 0 && rc == 0)
		rc = err_at(e, ERR_WRITE, path, 0, "writing failed: %s", strerror(errno));
	if (rc == 0)
		rc = remove_gone(&d, e);
	buf_release(&d.names);
	*written = d.written;
	rc = put_in_place(temp, path, rc, e);
	return rc == 0 && d.failed ? err_at(e, d.first.kind, d.first.file, d.first.line,
					     "%s (%zu not written)", d.first.text, d.failed)
				   : rc;
}
