#include "compute/rules.h"

#include <string.h>
#include "formula/formula.h"
#include "model/messages.h"

static bool is_used(const struct result *r, const struct knowledge *k, const char *name)
{
	for (size_t i = 0; i < r->nvariables; i++) {
		const struct measure_definition *row =
			measure_definition_find(&k->measures, r->variables[i].of->measure, k->date);

		if (row &&
			(formula_uses_setting(row->value, name) || formula_uses_setting(row->where, name) ||
				formula_uses_setting(row->date, name) ||
				formula_uses_setting(row->agency, name) ||
				formula_uses_setting(row->item, name)))
			return true;
	}
	return false;
}

/* Which calendar the quarters of its measures are of; of several the first. */
static int print_calendar(struct result *r, const struct knowledge *k, struct err *e)
{
	for (size_t i = 0; i < r->nvariables; i++) {
		const struct measure_definition *row =
			measure_definition_find(&k->measures, r->variables[i].of->measure, k->date);

		if (row && *row->calendar)
			return buf_addf(&r->rules, e, "calendar=%s", row->calendar);
	}
	return 0;
}

/* A reading that the text leaves open, and which one was taken. */
static int print_reading(struct result *r, const struct knowledge *k, struct err *e)
{
	const struct indicator *row = indicator_find(&k->indicators, r->source, k->date);
	const char *text = row ? row->interpretation : "";

	if (!*text)
		return 0;
	if (r->rules.len && buf_add_str(&r->rules, "; ", e))
		return -1;
	return message_add(
		&r->rules, k->messages, "words.reading", (const char *const[]){"text", text, NULL}, e);
}

/* In the order of their names; of one name the first row that is valid. */
int rules_print(struct result *r, const struct knowledge *k, struct err *e)
{
	const struct setting_row *const *by_name = (const struct setting_row *const *)k->settings.rows->by[0];
	const char *last = "";

	if (print_calendar(r, k, e))
		return -1;
	for (size_t i = 0; i < k->settings.n; i++) {
		const struct setting_row *s = by_name[i];

		if (!row_is_valid(s, k->date) || strcmp(s->setting, last) == 0 || !is_used(r, k, s->setting))
			continue;
		last = s->setting;
		if (buf_addf(&r->rules, e, "%s%s=%s", r->rules.len ? "; " : "", s->setting, s->value))
			return -1;
	}
	return print_reading(r, k, e);
}
