#include "inspect/privacy.h"

#include <string.h>
#include "inspect/cards.h"
#include "model/messages.h"

struct cards {
	const struct table *messages;
	FILE *out;
	struct buf others; /* fields of the feed that have no personal data */
	size_t feeds, fields, basic, sensitive;
};

/* "words / words" of a row of messages.csv. */
static int add_words(const struct cards *c, const char *message, struct buf *out, struct err *e)
{
	const char *vi, *en;

	return message_texts(c->messages, message, &vi, &en, e) || buf_addf(out, e, "%s / %s", vi, en) ? -1
												       : 0;
}

/* What the feed has beside the fields that were shown. */
static int end_feed(struct cards *c, struct err *e)
{
	if (!c->feeds)
		return 0;
	if (c->others.len && card_part(c->out, c->messages, "words.card_no_personal", c->others.data, e))
		return -1;
	buf_reset(&c->others);
	return putc('\n', c->out) == EOF ? err_set(e, ERR_WRITE, "cannot write the register") : 0;
}

static int put_retention(const struct cards *c, const struct privacy_line *line, struct err *e)
{
	const char *days = line->cells[PRIVACY_raw_days];
	struct buf text = {0};
	int rc = message_add(&text, c->messages, *days ? "words.privacy_raw" : "words.privacy_raw_open",
		(const char *const[]){"days", days, NULL}, e);

	if (rc == 0)
		rc = buf_add_str(&text, "; ", e) || add_words(c, "words.privacy_term", &text, e) ? -1 : 0;
	if (rc == 0)
		rc = card_part(c->out, c->messages, "words.card_retention", text.data, e);
	buf_release(&text);
	return rc;
}

static int begin_feed(struct cards *c, const struct privacy_line *line, struct err *e)
{
	struct buf text = {0};
	int rc = end_feed(c, e);

	if (rc == 0)
		rc = buf_addf(&text, e, "%s: %s", line->cells[PRIVACY_feed], line->cells[PRIVACY_feed_title]);
	if (rc == 0) {
		c->feeds++;
		card_text(c->out, text.data, 0, CARD_INDENT);
		rc = put_retention(c, line, e);
	}
	buf_release(&text);
	return rc;
}

static int put_words(const struct cards *c, const char *label, const char *message, struct err *e)
{
	struct buf text = {0};
	int rc = add_words(c, message, &text, e);

	if (rc == 0)
		rc = card_part(c->out, c->messages, label, text.data, e);
	buf_release(&text);
	return rc;
}

static int put_field(const struct cards *c, const struct privacy_line *line, struct err *e)
{
	const char *const *cells = line->cells;
	struct buf text = {0};
	int rc = buf_addf(&text, e, "%s: %s", cells[PRIVACY_field], cells[PRIVACY_title]);

	if (rc == 0) {
		fprintf(c->out, "%*s", CARD_INDENT - 2, "");
		card_text(c->out, text.data, CARD_INDENT - 2, CARD_INDENT);
		rc = put_words(c, "words.card_field_class", line->class_message, e) ||
				     put_words(c, "words.card_treatment", line->treatment_message, e) ||
				     card_part(c->out, c->messages, "words.card_field_purpose",
					     cells[PRIVACY_purpose], e) ||
				     card_part(c->out, c->messages, "words.card_legal_basis",
					     cells[PRIVACY_legal_basis_vi], e)
			     ? -1
			     : 0;
	}
	buf_release(&text);
	return rc;
}

static int put_line(void *arg, const struct privacy_line *line, struct err *e)
{
	struct cards *c = arg;
	const char *class = line->cells[PRIVACY_class];

	if (line->is_first && begin_feed(c, line, e))
		return -1;
	c->fields++;
	c->basic += strcmp(class, "basic") == 0;
	c->sensitive += strcmp(class, "sensitive") == 0;
	if (*class && strcmp(class, "none") != 0)
		return put_field(c, line, e);
	return buf_addf(&c->others, e, "%s%s", c->others.len ? ", " : "", line->cells[PRIVACY_field]);
}

static int put_total(const struct cards *c, struct err *e)
{
	char feeds[24], fields[24], basic[24], sensitive[24], none[24];
	struct buf text = {0};
	int rc;

	snprintf(feeds, sizeof(feeds), "%zu", c->feeds);
	snprintf(fields, sizeof(fields), "%zu", c->fields);
	snprintf(basic, sizeof(basic), "%zu", c->basic);
	snprintf(sensitive, sizeof(sensitive), "%zu", c->sensitive);
	snprintf(none, sizeof(none), "%zu", c->fields - c->basic - c->sensitive);
	rc = message_add(&text, c->messages, "words.privacy_total",
		(const char *const[]){"feeds", feeds, "fields", fields, "basic", basic, "sensitive",
			sensitive, "none", none, NULL},
		e);
	if (rc == 0)
		card_text(c->out, text.data, 0, 0);
	buf_release(&text);
	return rc;
}

int privacy_show_cards(struct catalog *c, const char *date, FILE *out, struct err *e)
{
	struct cards cards = {.messages = catalog_get(c, "messages", e), .out = out};
	int rc = !cards.messages || privacy_each(c, date, put_line, &cards, e) || end_feed(&cards, e) ||
				 put_total(&cards, e)
			 ? -1
			 : 0;

	buf_release(&cards.others);
	return rc;
}
