#include "inspect/show_who.h"

#include <string.h>
#include "core/csv.h"

static int write_row(FILE *out, const char *const *cells, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if ((i && putc(',', out) == EOF) || csv_write_text(out, cells[i], e) < 0)
			return -1;
	return putc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write a row") : 0;
}

/* The next id of a list joined by blanks, in out; false at its end. */
static bool next_id(const char **ids, char *out, size_t size)
{
	size_t n = strcspn(*ids, " ");

	if (!n)
		return false;
	snprintf(out, size, "%.*s", (int)n, *ids);
	*ids += n + ((*ids)[n] == ' ');
	return true;
}

/* Somebody who answers: one role of one set row. */
struct duty {
	struct agencies *a;
	const struct table *rows;
	size_t row;
	const char *role, *text, *territory, *date;
	FILE *out;
};

static int write_duty(const struct duty *d, const char *id, const char *state, struct err *e)
{
	const struct agency *agency = *id ? agencies_find(d->a, id, d->date) : NULL;
	struct buf members = {0};
	int rc = -1;

	if (agency && strcmp(agency->kind, "group") == 0 &&
		agencies_expand(d->a, id, d->date, &members, e) < 0)
		goto out;
	if (members.len && strcmp(members.data, id) == 0)
		buf_reset(&members); /* a group without members on that day */
	const char *cells[] = {table_get(d->rows, d->row, "set"), table_get(d->rows, d->row, "seq"),
		table_get(d->rows, d->row, "indicator"), table_get(d->rows, d->row, "wording"), d->role,
		d->text, id, agency ? agency->name_vi : "", members.len ? members.data : "", state};
	rc = write_row(d->out, cells, sizeof(cells) / sizeof(*cells), e);
out:
	buf_release(&members);
	return rc;
}

static int show_duty(const struct duty *d, struct err *e)
{
	struct buf ids = {0};
	struct agency_match m;
	const char *at, *state;
	char id[200];
	int rc = -1;

	if (agencies_match(d->a, d->territory, d->date, slice_from(d->text), &m, e) < 0)
		return -1;
	state = m.state != AGENCY_UNKNOWN ? "found" : *m.review ? "review" : "unknown";
	if (buf_add_str(&ids, m.state != AGENCY_UNKNOWN ? m.ids : m.review, e) < 0)
		goto out;
	if (!ids.len && write_duty(d, "", state, e) < 0)
		goto out;
	for (at = ids.len ? ids.data : ""; next_id(&at, id, sizeof(id));)
		if (write_duty(d, id, state, e) < 0)
			goto out;
	rc = 0;
out:
	buf_release(&ids);
	return rc;
}

static int show_row(struct duty *d, const struct table *sets, struct err *e)
{
	static const char *const roles[] = {"lead", "coordinating", "following", "directing"};
	long set = table_find(sets, "set", table_get(d->rows, d->row, "set"), NULL);

	d->territory = set < 0 ? "" : table_get(sets, (size_t)set, "territory");
	for (size_t r = 0; r < 4; r++) {
		d->role = roles[r];
		d->text = table_get(d->rows, d->row, roles[r]);
		if (*d->text && show_duty(d, e) < 0)
			return -1;
	}
	return 0;
}

int show_duties(struct catalog *c, const char *date, FILE *out, struct err *e)
{
	static const char *const head[] = {"set", "seq", "indicator", "wording", "role", "text", "agency",
		"agency_name", "members", "state"};
	const struct table *sets = catalog_get(c, "sets", e);
	struct duty d = {.rows = catalog_get(c, "set_rows", e), .date = date, .out = out};
	int rc = -1;

	if (!sets || !d.rows || agencies_open(&d.a, c, e) < 0)
		return -1;
	if (write_row(out, head, 10, e) < 0)
		goto out;
	for (d.row = 0; d.row < d.rows->nrows; d.row++)
		if ((!date || table_is_valid(d.rows, d.row, date)) && show_row(&d, sets, e) < 0)
			goto out;
	rc = 0;
out:
	agencies_free(d.a);
	return rc;
}

/* What the catalogue says of a text that is no name: heading, letterhead, post, system, signature; or "". */
static const char *barred_as(const struct table *aliases, const char *territory, const char *text)
{
	for (size_t i = 0; i < aliases->nrows; i++) {
		const char *context = table_get(aliases, i, "context");

		if (*context && strcmp(context, "list") != 0 && strcmp(context, "wrapper") != 0 &&
			strcmp(table_get(aliases, i, "alias"), text) == 0 &&
			strcmp(table_get(aliases, i, "territory"), territory) == 0)
			return context;
	}
	return "";
}

int string_resolve(struct string_answer *out, struct agencies *a, const struct table *aliases,
	const char *territory, const char *date, const char *text, struct err *e)
{
	struct agency_match m;

	if (agencies_match(a, territory, date, slice_from(text), &m, e) < 0)
		return -1;
	if (m.state != AGENCY_UNKNOWN)
		*out = (struct string_answer){m.state == AGENCY_LIST ? "list" : "found", m.ids};
	else if (*m.review)
		*out = (struct string_answer){"review", m.review};
	else
		*out = (struct string_answer){"not_an_agency", barred_as(aliases, territory, text)};
	if (!*out->agencies)
		out->resolution = "unknown";
	return 0;
}

/* only: NULL, or the one resolution that is asked for. */
static int write_strings(
	struct catalog *c, const char *date, const char *only, FILE *out, size_t *count, struct err *e)
{
	static const char *const head[] = {"territory", "document", "text", "resolution", "agencies"};
	const struct table *t = catalog_get(c, "agency_strings", e),
			   *aliases = catalog_get(c, "agency_aliases", e);
	struct agencies *a = NULL;
	int rc = -1;

	*count = 0;
	if (!t || !aliases || agencies_open(&a, c, e) < 0 || write_row(out, head, 5, e) < 0)
		goto out;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *territory = table_get(t, i, "territory"), *text = table_get(t, i, "text");
		struct string_answer answer;

		if (string_resolve(&answer, a, aliases, territory, date ? date : STRINGS_DAY, text, e) < 0)
			goto out;
		if (only && strcmp(only, answer.resolution) != 0)
			continue;
		++*count;
		const char *cells[] = {
			territory, table_get(t, i, "document"), text, answer.resolution, answer.agencies};
		if (write_row(out, cells, 5, e) < 0)
			goto out;
	}
	rc = 0;
out:
	agencies_free(a);
	return rc;
}

int show_strings(struct catalog *c, const char *date, FILE *out, struct err *e)
{
	size_t n;

	return write_strings(c, date, NULL, out, &n, e);
}

int show_review(struct catalog *c, const char *date, FILE *out, size_t *n, struct err *e)
{
	return write_strings(c, date, "review", out, n, e);
}

int show_members(struct catalog *c, const char *group, const char *date, FILE *out, struct err *e)
{
	struct agencies *a = NULL;
	const struct agency *agency;
	struct buf members = {0};
	const char *at;
	char id[200];
	int rc = -1;

	if (agencies_open(&a, c, e) < 0)
		return -1;
	agency = agencies_find(a, group, NULL);
	if (!agency || strcmp(agency->kind, "group") != 0) {
		err_set(e, ERR_USAGE, "found '%s', expected a group of agencies.csv", group);
		goto out;
	}
	if (agencies_expand(a, group, date, &members, e) < 0)
		goto out;
	for (at = members.len && strcmp(members.data, group) != 0 ? members.data : "";
		next_id(&at, id, sizeof(id));) {
		agency = agencies_find(a, id, date);
		fprintf(out, "%s\t%s\n", id, agency ? agency->name_vi : "");
	}
	rc = 0;
out:
	buf_release(&members);
	agencies_free(a);
	return rc;
}
