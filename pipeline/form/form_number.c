#include <string.h>
#include "core/rational.h"
#include "core/text.h"
#include "form/form.h"
#include "model/units.h"

#define LONGEST 200 /* of a number with its unit */

/* A number's cell, and what the feed reads in it. */
struct form_counted {
	const struct form_asked *asked;
	const struct form_reader *reader;
	struct slice value, unit;
	struct form_number number;
	long asked_unit, known; /* rows of units.csv: what the variable is in; what was sent */
	bool may_name;		/* the sender names the unit */
};

static size_t letters_of(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.text[i] & 0xC0) != 0x80;
	return n;
}

static const char *get_unit(const struct form_counted *c, long unit, const char *column)
{
	return unit < 0 ? "" : table_get(c->asked->units, (size_t)unit, column);
}

static long find_unit(const struct form_counted *c, const char *name)
{
	return name ? table_find(c->asked->units, "unit", name, c->asked->day) : -1;
}

/* The unit that stands beside the number, in its cell or in the unit's; -1 when another word does, or none.
 */
static long sent_unit(const struct form_counted *c)
{
	struct slice behind, words;
	const struct unit *unit;

	form_digits(c->value, &behind);
	words = slice_trim(behind);
	words = words.len ? words : c->unit;
	unit = words.len ? units_find(c->reader->units, words) : NULL;
	return unit ? find_unit(c, unit->name) : -1;
}

static int read_number(struct form_counted *c, struct err *e)
{
	struct buf text = {0};
	int rc = buf_add(&text, c->value.text, c->value.len, e);

	if (rc == 0 && c->unit.len)
		rc = buf_add_char(&text, ' ', e) < 0 || buf_add(&text, c->unit.text, c->unit.len, e) < 0 ? -1
													 : 0;
	if (rc == 0)
		rc = c->reader->number(c->reader->arg, buf_slice(&text), &c->number, e);
	buf_release(&text);
	if (rc == 0) {
		c->known = sent_unit(c);
		if (c->known < 0)
			c->known = find_unit(c, c->number.unit);
		if (c->known < 0)
			c->known = c->asked_unit;
	}
	return rc;
}

static int say_least(const struct form_counted *c, long unit, struct buf *why, struct err *e)
{
	return FORM_SAY(&c->asked->texts, why, e, "number.least", get_unit(c, unit, "title_vi"),
		get_unit(c, unit, "least"));
}

static int say_whole(const struct form_counted *c, long unit, struct buf *why, struct err *e)
{
	return FORM_SAY(&c->asked->texts, why, e, "number.whole", get_unit(c, unit, "title_vi"));
}

/* What a refusal that names more than itself says of the number. */
static int check_refusal(const struct form_counted *c, struct buf *why, struct err *e)
{
	const char *code = c->number.refused ? c->number.refused : "";
	long unit = find_unit(c, c->number.unit);

	if (strcmp(code, "unit.least") == 0)
		return say_least(c, unit, why, e);
	if (strcmp(code, "unit.whole") == 0)
		return say_whole(c, unit, why, e);
	if (strcmp(code, "number.comma") == 0)
		return FORM_SAY(&c->asked->texts, why, e, "number.comma", c->number.readings[0],
			c->number.readings[1]);
	return 0;
}

/* Whether so many of the unit can be, by its row. */
static int check_unit(const struct form_counted *c, struct buf *why, struct err *e)
{
	const char *least = get_unit(c, c->known, "least");
	mpq_t number, bound;
	int rc;

	mpq_inits(number, bound, NULL);
	rc = rational_parse(number, c->number.low, strlen(c->number.low), e);
	if (rc == 0 && *least)
		rc = rational_parse(bound, least, strlen(least), e);
	if (rc == 0 && *least && mpq_cmp(number, bound) < 0)
		rc = say_least(c, c->known, why, e);
	else if (rc == 0 && *get_unit(c, c->known, "whole") && mpz_cmp_ui(mpq_denref(number), 1) != 0)
		rc = say_whole(c, c->known, why, e);
	mpq_clears(number, bound, NULL);
	return rc;
}

static int check_read(const struct form_counted *c, struct buf *why, enum form_column *column, struct err *e)
{
	const struct form_texts *t = &c->asked->texts;

	if (check_refusal(c, why, e) < 0 || why->len)
		return why->len ? 0 : -1;
	if (c->number.refused || !c->number.is_exact)
		return FORM_SAY(t, why, e, "number.unread");
	if (!c->number.unit && c->may_name) {
		*column = FORM_UNIT;
		return FORM_SAY(t, why, e, "number.unit");
	}
	if (strcmp(get_unit(c, c->known, "dimension"), get_unit(c, c->asked_unit, "dimension")) != 0)
		return FORM_SAY(t, why, e, "number.dimension", get_unit(c, c->known, "title_vi"),
			get_unit(c, c->asked_unit, "title_vi"));
	return check_unit(c, why, e);
}

int form_number_check(const struct form_asked *a, const struct form_reader *r, size_t variable,
	const struct sheet_row *row, struct buf *why, enum form_column *column, struct err *e)
{
	struct form_counted c = {.asked = a,
		.reader = r,
		.value = sheet_cell(row, FORM_VALUE),
		.unit = sheet_cell(row, FORM_UNIT),
		.may_name = *table_get(a->variables, variable, "unit_from")};
	char most[24];

	*column = FORM_VALUE;
	if (letters_of(c.value) + letters_of(c.unit) > LONGEST)
		return FORM_SAY(&a->texts, why, e, "number.long", form_number_text(most, LONGEST));
	c.asked_unit = find_unit(&c, table_get(a->variables, variable, "unit"));
	if (c.asked_unit < 0)
		return err_at(e, ERR_CATALOG, a->variables->rows[variable].file,
			a->variables->rows[variable].line,
			"found no unit of that name, expected a row of units.csv");
	if (read_number(&c, e) < 0 || form_changed_check(a, c.value, (size_t)c.known, why, e) < 0)
		return -1;
	return why->len ? 0 : check_read(&c, why, column, e);
}
