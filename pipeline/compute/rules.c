#include "compute/rules.h"

#include <ctype.h>
#include <string.h>
#include "model/messages.h"

/* Whether $name stands in the text. */
static bool uses(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = strchr(text, '$'); at; at = strchr(at + 1, '$'))
		if (strncmp(at + 1, name, len) == 0 && !isalnum((unsigned char)at[1 + len]) &&
			at[1 + len] != '_')
			return true;
	return false;
}

static bool is_used(const struct result *r, const struct knowledge *k, const char *name)
{
	for (size_t i = 0; i < r->nvariables; i++) {
		const struct measure_definition *row =
			measure_definition_find(&k->measures, r->variables[i].of->measure, k->date);

		if (row && (uses(row->value, name) || uses(row->where, name) || uses(row->date, name) ||
				   uses(row->agency, name) || uses(row->item, name)))
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
