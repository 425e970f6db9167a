#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "normalize/convert.h"

static const struct {
	convert_fn *convert;
	const char *expected;
} types[] = {
	[TYPE_TEXT] = {convert_text, "text in UTF-8, Latin letters"},
	[TYPE_VERBATIM] = {convert_verbatim, "text in UTF-8, Latin letters"},
	[TYPE_ID] = {convert_id, "an identifier without blanks"},
	[TYPE_CODE] = {convert_code, "a code of the list"},
	[TYPE_INTEGER] = {convert_integer, "a whole number of 64 bits"},
	[TYPE_DECIMAL] = {convert_decimal, "a number in the field's dialect and dimension"},
	[TYPE_FIGURE] = {convert_figure, "a figure in the field's dialect and dimension"},
	[TYPE_DATETIME] = {convert_datetime, "yyyyMMddHHmmss, dd/MM/yyyy or ISO 8601"},
	[TYPE_DATE] = {convert_date, "dd/MM/yyyy, yyyyMMdd or ISO 8601"},
	[TYPE_BOOL] = {convert_bool, "a word of the list for yes or no"},
	[TYPE_AGENCY] = {convert_agency, "an agency of the territory, by code or name"},
	[TYPE_PROCEDURE] = {convert_procedure, "a procedure code"},
	[TYPE_PERIOD] = {convert_period, "a period of the calendar"},
	[TYPE_TERRITORY] = {convert_territory, "an agency of the territory, by code or name"},
};

static int wrong(const struct field *f, struct err *e, const char *column, const char *found)
{
	return err_at(e, ERR_CATALOG, f->file, f->line,
		"column %s: found '%s', which the catalogue does not have", column, found);
}

static int read_codes(
	struct converter *c, struct plan *p, struct catalog *catalog, const char *date, struct err *e)
{
	const struct table *t = catalog_get(catalog, "codes", e);
	const char *list = *p->field->codes ? p->field->codes : "dung-sai";

	if (!t)
		return -1;
	p->codes = arena_alloc(&c->arena, (t->nrows + 1) * sizeof(*p->codes), e);
	p->short_codes = arena_alloc(&c->arena, 256 * sizeof(*p->short_codes), e);
	if (!p->codes || !p->short_codes)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "list"), list) == 0 && table_is_valid(t, i, date))
			p->codes[p->ncodes++] = (struct code_row){slice_from(table_get(t, i, "code")),
				table_get(t, i, "meaning"), table_get(t, i, "valid_from"),
				table_get(t, i, "valid_to"), NULL};
	for (size_t i = p->ncodes; i-- > 0;) {
		struct code_row *row = &p->codes[i];

		for (size_t k = i + 1; k < p->ncodes && !row->next; k++)
			row->next = slice_same(p->codes[k].code, row->code) ? &p->codes[k] : NULL;
		if (row->code.len == 1)
			p->short_codes[(unsigned char)*row->code.text] = row;
	}
	return p->ncodes ? 0 : wrong(p->field, e, "codes", list);
}

/* The dummies that senders write for nothing, as in 000000001. */
static int read_missing(struct converter *c, struct plan *p, struct err *e)
{
	const char *text = p->field->missing;
	size_t n = 1;

	for (const char *s = text; *s; s++)
		n += *s == ' ';
	p->missing = arena_alloc(&c->arena, n * sizeof(*p->missing), e);
	if (!p->missing)
		return -1;
	while (*text) {
		size_t len = strcspn(text, " ");

		if (len)
			p->missing[p->nmissing++] = (struct slice){text, len};
		text += len + (text[len] == ' ');
	}
	return 0;
}

/* The calendar and the kinds that the field may hold. */
static int read_period(
	struct converter *c, const struct field *f, struct catalog *catalog, const char *date, struct err *e)
{
	const char *expected;

	if (!c->periods && period_reader_open(&c->periods, catalog, date, e) < 0)
		return -1;
	expected = period_what_check(c->periods, f->period);
	return expected ? err_at(e, ERR_CATALOG, f->file, f->line,
				  "period_fields.csv: found '%s', expected %s", f->period, expected)
			: 0;
}

static int init_plan(
	struct converter *c, struct plan *p, struct catalog *catalog, const char *date, struct err *e)
{
	const struct field *f = p->field;
	struct err why = {0};

	p->convert = f->policy == POLICY_PSEUDONYM ? convert_pseudonym : types[f->type].convert;
	p->expected = types[f->type].expected;
	p->reader.words = &c->words;
	p->reader.units = c->units;
	if (dialects_get(&p->dialects, &p->ndialects, catalog, f->dialect, &c->arena, &why) < 0)
		return why.kind == ERR_CATALOG ? wrong(f, e, "dialect", f->dialect)
					       : err_set(e, why.kind, "%s", why.text);
	if (*f->unit && !(p->reader.unit = units_find(c->units, slice_from(f->unit))))
		return wrong(f, e, "unit", f->unit);
	if ((f->type == TYPE_CODE || f->type == TYPE_BOOL) && read_codes(c, p, catalog, date, e) < 0)
		return -1;
	if (f->type == TYPE_PERIOD && read_period(c, f, catalog, date, e) < 0)
		return -1;
	return read_missing(c, p, e);
}

int converter_init(
	struct converter *c, const struct feed *f, struct catalog *catalog, const char *date, struct err *e)
{
	c->feed = f;
	c->catalog = catalog;
	c->territory = "";
	c->plans = arena_alloc(&c->arena, (f->nfields + 1) * sizeof(*c->plans), e);
	/* convert_who.c asks for these in a process that may open nothing any more */
	if (!catalog_get(catalog, "agency_successors", e) || !catalog_get(catalog, "territories", e))
		return -1;
	if (!c->plans || words_read(&c->words, catalog, date, e) < 0 ||
		units_open(&c->units, catalog, date, e) < 0 || !(c->agencies = agencies_of(catalog, e)) ||
		!(c->mask = mask_of(catalog, e)))
		return -1;
	c->words.date = c->date; /* the record's day, as it stands there */
	units_set_date(c->units, c->date);
	for (size_t i = 0; i < f->nfields; i++) {
		c->plans[i].field = &f->fields[i];
		if (init_plan(c, &c->plans[i], catalog, date, e) < 0)
			return -1;
	}
	return 0;
}

void converter_release(struct converter *c)
{
	for (size_t i = 0; c->plans && i < c->feed->nfields; i++)
		memo_release(&c->plans[i].memo);
	words_release(&c->words);
	units_free(c->units);
	arena_release(&c->hidden);
	buf_release(&c->masked);
	period_reader_free(c->periods);
	buf_release(&c->scratch);
	arena_release(&c->arena);
}

#define CELL_BYTES 160	  /* of a number in the base unit, a date, an agency's id */
#define FIGURE_BYTES 1024 /* eight numbers, the parts */

int converter_reserve(struct converter *c, size_t raw_bytes, struct err *e)
{
	buf_reset(&c->scratch);
	if (c->hidden.head)
		arena_release(&c->hidden);
	/* composing makes UTF-8 at most three times as long */
	return buf_reserve(&c->scratch,
		3 * raw_bytes + c->feed->nclean * CELL_BYTES + c->feed->nfields * FIGURE_BYTES, e);
}

bool plan_is_missing(const struct plan *p, struct slice text)
{
	for (size_t i = 0; i < p->nmissing; i++)
		if (slice_same(p->missing[i], text))
			return true;
	return false;
}

struct slice convert_trim(const struct cell *cell)
{
	struct slice s = {cell->text, cell->len};
	unsigned char first, last;

	if (!s.len)
		return s;
	first = (unsigned char)s.text[0];
	last = (unsigned char)s.text[s.len - 1];
	if (first > ' ' && first < 0x80 && last > ' ' && last < 0x80)
		return s;
	return text_trim(s);
}
