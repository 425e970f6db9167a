#include "model/period_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/forms.h"
#include "model/messages.h"

struct form {
	const char *pattern, *kind;
	int number; /* 0: it stands in the text */
};

struct period_reader {
	struct periods *periods;
	const struct table *kinds, *messages;
	struct form *forms;
	size_t nforms;
};

static int read_forms(struct period_reader *r, const struct table *t, const char *date, struct err *e)
{
	r->forms = calloc(t->nrows + 1, sizeof(*r->forms));
	if (!r->forms)
		return err_set(e, ERR_NOMEM, "out of memory for the ways of writing periods");
	for (size_t i = 0; i < t->nrows; i++) {
		const char *pattern = table_get(t, i, "form"), *wrong = form_check(pattern);

		if (wrong)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"form \"%s\" found, expected %s", pattern, wrong);
		if (!date || table_is_valid(t, i, date))
			r->forms[r->nforms++] = (struct form){pattern, table_get(t, i, "kind"),
				(int)strtol(table_get(t, i, "number"), NULL, 10)};
	}
	return 0;
}

int period_reader_open(struct period_reader **out, struct catalog *c, const char *date, struct err *e)
{
	struct period_reader *r = calloc(1, sizeof(*r));
	const struct table *forms = catalog_get(c, "period_forms", e);

	*out = NULL;
	if (!r)
		return err_set(e, ERR_NOMEM, "out of memory for periods");
	r->kinds = catalog_get(c, "period_kinds", e);
	r->messages = catalog_get(c, "messages", e);
	if (!forms || !r->kinds || !r->messages || !(r->periods = periods_of(c, e)) ||
		read_forms(r, forms, date, e) < 0) {
		period_reader_free(r);
		return -1;
	}
	*out = r;
	return 0;
}

void period_reader_free(struct period_reader *r)
{
	if (!r)
		return;
	free(r->forms);
	free(r);
}

const struct periods *period_reader_calendars(const struct period_reader *r)
{
	return r->periods;
}

/* "a quarter (quý)"; a kind without a row is its own name. */
static size_t write_kind(const struct period_reader *r, const char *kind, size_t len, char *out, size_t max)
{
	long row = -1;
	int n;

	for (size_t i = 0; i < r->kinds->nrows && row < 0; i++)
		if (slice_equals((struct slice){kind, len}, table_get(r->kinds, i, "kind")))
			row = (long)i;
	if (row < 0)
		n = snprintf(out, max, "%.*s", (int)len, kind);
	else
		n = snprintf(out, max, "%s (%s)", table_get(r->kinds, (size_t)row, "title_en"),
			table_get(r->kinds, (size_t)row, "title_vi"));
	return n < 0 ? 0 : (size_t)n < max ? (size_t)n : max - 1;
}

static size_t add(char *out, size_t n, size_t max, const char *text)
{
	int m = n < max ? snprintf(out + n, max - n, "%s", text) : 0;

	return m < 0 ? n : n + (size_t)m < max ? n + (size_t)m : max - 1;
}

/* The kinds of `what`, behind the calendar's name. */
static const char *kinds_of(const char *what)
{
	what += strcspn(what, " ");
	return what + strspn(what, " ");
}

/* "a period (kỳ)" */
static size_t write_any(const struct period_reader *r, char *out, size_t max)
{
	const char *vi = "", *en = "";
	struct err ignored = {
		0}; /* a catalogue without the row: what the calendar is called is told all the same */
	int n;

	if (message_texts(r->messages, "words.any_period", &vi, &en, &ignored) < 0)
		return add(out, 0, max, "a period");
	n = snprintf(out, max, "%s (%s)", en, vi);
	return n < 0 ? 0 : (size_t)n < max ? (size_t)n : max - 1;
}

/* "a quarter (quý) of calendar duong-lich, not a month (tháng)" */
static void expect(
	const struct period_reader *r, const char *what, const char *sent, struct period_reading *out)
{
	char *text = out->expected;
	const size_t max = sizeof(out->expected);
	const char *kinds = kinds_of(what);
	size_t n = *kinds ? 0 : write_any(r, text, max);

	for (size_t len; *kinds; kinds += len + strspn(kinds + len, " ")) {
		len = strcspn(kinds, " ");
		n = n ? add(text, n, max, ", ") : 0;
		n += write_kind(r, kinds, len, text + n, max - n);
	}
	n = add(text, n, max, " of calendar ");
	n += (size_t)snprintf(text + n, max - n, "%.*s", (int)strcspn(what, " "), what);
	if (sent && n < max) {
		n = add(text, n, max, ", not ");
		write_kind(r, sent, strlen(sent), text + n, max - n);
	}
}

static void refuse(const struct period_reader *r, const char *what, const char *code, const char *sent,
	struct period_reading *out)
{
	out->code = code;
	expect(r, what, sent, out);
}

static bool is_wanted(const char *what, const char *kind)
{
	const char *kinds = kinds_of(what);
	size_t n = strlen(kind);

	if (!*kinds)
		return true;
	for (size_t len; *kinds; kinds += len + strspn(kinds + len, " ")) {
		len = strcspn(kinds, " ");
		if (len == n && memcmp(kinds, kind, n) == 0)
			return true;
	}
	return false;
}

static bool is_same(const struct form *a, const struct form_values *va, const struct form *b,
	const struct form_values *vb)
{
	return strcmp(a->kind, b->kind) == 0 && va->year == vb->year && va->number == vb->number;
}

/* The form that the text follows; NULL when there is none, or two that read it differently. */
static const struct form *find_form(const struct period_reader *r, struct slice s, struct form_values *v)
{
	const struct form *found = NULL;
	struct form_values other;

	for (size_t i = 0; i < r->nforms; i++) {
		const struct form *f = &r->forms[i];

		if (!form_fits(f->pattern, s, &other))
			continue;
		other.number = f->number ? f->number : other.number ? other.number : other.month;
		if (found && !is_same(found, v, f, &other))
			return NULL;
		found = f;
		*v = other;
	}
	return found;
}

static bool is_day(const struct dates *d, struct slice text)
{
	char day[DATE_BYTES];

	return d && !dates_read(d, text, day);
}

void period_read(const struct period_reader *r, const struct dates *d, const char *what, struct slice text,
	struct period_reading *out)
{
	char folded[FORM_BYTES], calendar[64];
	struct form_values v = {0};
	const struct form *form;
	const struct period *p;

	*out = (struct period_reading){0};
	snprintf(calendar, sizeof(calendar), "%.*s", (int)strcspn(what, " "), what);
	p = period_named(r->periods, calendar, text);
	form = p ? NULL : find_form(r, (struct slice){folded, form_fold(text, folded)}, &v);
	if (!p && !form) {
		refuse(r, what, is_day(d, text) ? "period.day" : "period.syntax", NULL, out);
		return;
	}
	if (!is_wanted(what, p ? p->kind_name : form->kind)) {
		refuse(r, what, "period.kind", p ? p->kind_name : form->kind, out);
		return;
	}
	if (!p)
		p = period_numbered(r->periods, calendar, form->kind, v.year, v.number);
	out->period = p;
	if (!p)
		refuse(r, what, "period.outside", NULL, out);
}

static bool has_periods(const struct periods *p, struct slice calendar)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_equals(calendar, p->list[i].calendar))
			return true;
	return false;
}

const char *period_what_check(const struct period_reader *r, const char *what)
{
	const char *kinds = kinds_of(what);

	if (!has_periods(r->periods, (struct slice){what, strcspn(what, " ")}))
		return "a calendar of calendars.csv, then kinds of period_kinds.csv";
	for (size_t len; *kinds; kinds += len + strspn(kinds + len, " ")) {
		bool is_known = false;

		len = strcspn(kinds, " ");
		for (size_t i = 0; i < r->kinds->nrows; i++)
			is_known |= slice_equals((struct slice){kinds, len}, table_get(r->kinds, i, "kind"));
		if (!is_known)
			return "kinds of period_kinds.csv behind the calendar";
	}
	return NULL;
}
