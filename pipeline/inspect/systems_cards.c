#include "inspect/systems.h"

#include <stdlib.h>
#include <string.h>
#include "inspect/cards.h"
#include "model/messages.h"

struct cards {
	const struct table *messages;
	FILE *out;
	size_t n, connected;
};

static int put_part(const struct cards *c, const char *label, const char *text, struct err *e)
{
	return card_part(c->out, c->messages, label, text, e);
}

static int put_owner(const struct cards *c, const struct system_line *line, struct err *e)
{
	const char *const *cells = line->cells;
	const char *until = cells[SYSTEM_owner_until];
	struct buf text = {0};
	char day[16] = "";
	int rc;

	if (strlen(until) == 10)
		snprintf(day, sizeof(day), "%.2s/%.2s/%.4s", until + 8, until + 5, until);
	rc = buf_add_str(&text, cells[SYSTEM_owner], e);
	if (rc == 0 && *cells[SYSTEM_owner_before])
		rc = buf_add_char(&text, ' ', e) ||
				     message_add(&text, c->messages, "words.system_owner_before",
					     (const char *const[]){
						     "day", day, "owner", cells[SYSTEM_owner_before], NULL},
					     e)
			     ? -1
			     : 0;
	if (rc == 0)
		rc = put_part(c, "words.card_owner", text.data, e);
	buf_release(&text);
	return rc;
}

/* Who asks when, and how much comes. */
static int put_plan(const struct cards *c, const struct system_line *line, struct err *e)
{
	const char *const *cells = line->cells;
	struct buf text = {0};
	int rc = buf_addf(&text, e, "%s, %s", cells[SYSTEM_cadence], cells[SYSTEM_due]);

	if (rc == 0 && *cells[SYSTEM_grace_days])
		rc = buf_addf(&text, e, " (+%sd)", cells[SYSTEM_grace_days]);
	if (rc == 0 && *cells[SYSTEM_usual_max])
		rc = buf_addf(&text, e, ", %s–%s", *cells[SYSTEM_usual_min] ? cells[SYSTEM_usual_min] : "0",
			cells[SYSTEM_usual_max]);
	if (rc == 0)
		rc = put_part(c, "words.card_plan", text.data, e);
	buf_release(&text);
	return rc;
}

static int put_status(struct cards *c, const struct system_line *line, struct err *e)
{
	bool is = strcmp(line->cells[SYSTEM_status], "connected") == 0;
	const char *vi, *en;
	char words[200];

	c->n++;
	c->connected += is;
	if (message_texts(
		    c->messages, is ? "words.system_connected" : "words.system_not_connected", &vi, &en, e))
		return -1;
	snprintf(words, sizeof(words), "%s / %s", vi, en);
	return put_part(c, "words.card_status", words, e);
}

static int put_parts(const struct cards *c, const struct system_line *line, struct err *e)
{
	static const struct {
		const char *label;
		enum system_cell cell;
	} parts[] = {{"words.card_contact", SYSTEM_contact}, {"words.card_monitoring", SYSTEM_monitoring},
		{"words.card_expected", SYSTEM_expected}, {"words.card_feeds", SYSTEM_feeds},
		{"words.card_kind", SYSTEM_kind}, {"words.card_sample", SYSTEM_sample},
		{"words.card_golden", SYSTEM_golden}, {"words.card_measures", SYSTEM_measures},
		{"words.card_used_by", SYSTEM_used_by}, {"words.card_purpose", SYSTEM_description}};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (put_part(c, parts[i].label, line->cells[parts[i].cell], e))
			return -1;
	return 0;
}

static int put_card(void *arg, const struct system_line *line, struct err *e)
{
	struct cards *c = arg;

	fprintf(c->out, "%*s. ", CARD_INDENT - 2, line->cells[SYSTEM_system]);
	card_text(c->out, line->cells[SYSTEM_name], CARD_INDENT, CARD_INDENT);
	if (put_status(c, line, e) || put_owner(c, line, e) || put_plan(c, line, e) || put_parts(c, line, e))
		return -1;
	return putc('\n', c->out) == EOF ? err_set(e, ERR_WRITE, "cannot write the register") : 0;
}

static int put_total(const struct cards *c, struct err *e)
{
	char all[24], connected[24], not_connected[24];
	struct buf text = {0};
	int rc;

	snprintf(all, sizeof(all), "%zu", c->n);
	snprintf(connected, sizeof(connected), "%zu", c->connected);
	snprintf(not_connected, sizeof(not_connected), "%zu", c->n - c->connected);
	rc = message_add(&text, c->messages, "words.systems_total",
		(const char *const[]){"all", all, "connected", connected, "other", not_connected, NULL}, e);
	if (rc == 0)
		card_text(c->out, text.data, 0, 0);
	buf_release(&text);
	return rc;
}

int systems_show_cards(struct catalog *c, const char *date, FILE *out, struct err *e)
{
	struct cards cards = {.messages = catalog_get(c, "messages", e), .out = out};

	return !cards.messages || systems_each(c, date, put_card, &cards, e) || put_total(&cards, e) ? -1 : 0;
}
