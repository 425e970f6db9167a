#include <string.h>
#include "core/text.h"
#include "model/figure.h"
#include "normalize/convert.h"
#include "normalize/find.h"

static void print_number(FILE *out, const char *name, const struct number *n)
{
	if (n->len)
		fprintf(out, " %s=%.*s", name, (int)n->len, n->text);
}

static void print_figure(FILE *out, const struct figure *f)
{
	fprintf(out, "kind=%s", figure_kind_name(f->kind));
	if (*f->comparator)
		fprintf(out, " comparator=%s", f->comparator);
	print_number(out, "low", &f->low);
	print_number(out, "high", &f->high);
	print_number(out, "numerator", &f->numerator);
	print_number(out, "denominator", &f->denominator);
	fprintf(out, " digits=%u", f->digits);
	if (f->unit)
		fprintf(out, " unit=%s", f->unit->name);
	fprintf(out, "%s%s\n", *f->parts ? " parts=" : "", f->parts);
}

static void print_refusal(FILE *out, const char *code, const struct figure *f)
{
	const struct number *doubtful = &f->doubtful;
	char other[2 * LIMIT_DIGITS + 8];

	fprintf(out, "refused=%s", code);
	if (strcmp(code, "number.comma") == 0) {
		number_other_reading(doubtful, other);
		fprintf(out, " readings=%.*s|%s", (int)doubtful->len, doubtful->text, other);
	}
	if (f->unit)
		fprintf(out, " unit=%s", f->unit->name);
	fputc('\n', out);
}

static int print_value(const struct find_query *q, const struct figure_reader *r, const char *text,
	enum find_answer *answer, struct err *e)
{
	struct buf nfc = {0};
	struct figure f;
	const char *code;
	int ret = -1;

	if (text_clean(text, strlen(text), false, &nfc, e) < 0)
		goto out;
	code = figure_parse(&f, r, nfc.len ? buf_slice(&nfc) : (struct slice){"", 0});
	if (code)
		print_refusal(q->out, code, &f);
	else
		print_figure(q->out, &f);
	*answer = code ? FIND_UNKNOWN : f.kind == FIGURE_TEXT ? FIND_REVIEW : FIND_RESOLVED;
	ret = 0;
out:
	buf_release(&nfc);
	return ret;
}

static int get_unit(
	const struct find_query *q, const struct units *units, const struct unit **out, struct err *e)
{
	*out = q->unit ? units_find(units, slice_from(q->unit)) : NULL;
	return *out || !q->unit
		       ? 0
		       : err_set(e, ERR_USAGE, "--unit: found '%s', expected a row of units", q->unit);
}

static int find_plain(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	struct figure_reader r = {0};
	struct words words = {0};
	struct units *units = NULL;
	int ret = -1;

	if (words_read(&words, q->catalog, q->date, e) == 0 &&
		units_open(&units, q->catalog, q->date, e) == 0 && get_unit(q, units, &r.unit, e) == 0 &&
		dialect_get(&r.dialect, q->catalog, q->dialect, q->date, e) == 0) {
		r.words = &words;
		r.units = units;
		ret = print_value(q, &r, text, answer, e);
	}
	words_release(&words);
	units_free(units);
	return ret;
}

/* The cells that the night would write. */
static void print_cells(FILE *out, const struct field *f, const struct cell *cells)
{
	for (size_t i = f->ncolumns > 1; i < f->ncolumns; i++)
		if (!cell_is_missing(&cells[i]) && cells[i].len)
			fprintf(out, " %s=%.*s",
				f->ncolumns > 1 ? figure_parts[i] + (*figure_parts[i] == '_') : "value",
				(int)cells[i].len, cells[i].text);
}

static enum find_answer print_field(const struct find_query *q, struct converter *c, size_t i,
	struct slice in, const char *code, const struct cell *cells)
{
	const struct plan *p = &c->plans[i];
	bool is_text =
		p->field->type == TYPE_FIGURE && cells[1].len == 4 && memcmp(cells[1].text, "text", 4) == 0;

	fprintf(q->out, "%s", p->field->name);
	if (code)
		fprintf(q->out, " refused=%s expected=%s", code, *c->expected ? c->expected : p->expected);
	else if (!in.len || plan_is_missing(p, in))
		fprintf(q->out, " kind=missing");
	else
		print_cells(q->out, p->field, cells);
	fputc('\n', q->out);
	return code ? FIND_UNKNOWN : is_text ? FIND_REVIEW : FIND_RESOLVED;
}

static bool is_number(const struct field *f)
{
	return f->policy == POLICY_KEEP &&
	       (f->type == TYPE_FIGURE || f->type == TYPE_DECIMAL || f->type == TYPE_INTEGER);
}

/* As the normalizer does with one raw cell. */
static int read_field(
	const struct find_query *q, struct converter *c, size_t i, struct slice in, enum find_answer *answer)
{
	struct cell cells[FIGURE_COLUMNS] = {0};
	struct plan *p = &c->plans[i];
	const char *code = NULL;
	enum find_answer one;
	bool is_aside = p->dialects->is_remark && !strchr(q->feed, '.'); /* words are its rule */

	if (!p->reader.unit && get_unit(q, c->units, &p->reader.unit, c->err) < 0)
		return -1;
	*c->expected = '\0';
	if (in.len > p->field->max_bytes)
		code = "text.too_long";
	else if (in.len && !plan_is_missing(p, in))
		code = p->convert(c, i, in, cells);
	if (code == CONVERT_FAILED)
		return -1;
	one = print_field(q, c, i, in, code, cells);
	*answer = !is_aside && one > *answer ? one : *answer;
	return 0;
}

static int read_fields(const struct find_query *q, struct converter *c, const char *field, const char *text,
	enum find_answer *answer, struct err *e)
{
	struct cell raw = {text, (uint32_t)strlen(text), CELL_TEXT};
	size_t n = 0;

	*answer = FIND_RESOLVED;
	c->err = e;
	snprintf(c->date, sizeof(c->date), "%s", q->date ? q->date : "");
	for (size_t i = 0; i < c->feed->nfields; i++) {
		if (!is_number(&c->feed->fields[i]) ||
			(*field && strcmp(field, c->feed->fields[i].name) != 0))
			continue;
		n++;
		if (converter_reserve(c, raw.len, e) < 0 ||
			read_field(q, c, i, convert_trim(&raw), answer) < 0)
			return -1;
	}
	return n ? 0
		 : err_set(e, ERR_USAGE,
			   "--feed: found '%s', expected a feed with a number field, or FEED.FIELD", q->feed);
}

static int find_in_feed(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	const char *dot = strchr(q->feed, '.');
	struct converter c = {0};
	struct feed *feed = NULL;
	char name[64];
	int ret = -1;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(q->feed, "."), q->feed);
	if (feed_load(&feed, q->catalog, name, q->date ? q->date : q->today, e) == 0 &&
		converter_init(&c, feed, q->catalog, NULL, e) == 0)
		ret = read_fields(q, &c, dot ? dot + 1 : "", text, answer, e);
	if (c.feed)
		converter_release(&c);
	feed_free(feed);
	return ret;
}

int find_value(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	return q->feed ? find_in_feed(q, text, answer, e) : find_plain(q, text, answer, e);
}
