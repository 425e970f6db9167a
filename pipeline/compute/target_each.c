/* A target for each sector: the sectors are the variables of the indicator, and the least decides. */
#include "compute/target_row.h"

#include <string.h>
#include "model/messages.h"

/* Names a sector, with its value when it has one. */
static int add_sector(struct buf *words, const struct assessing *h, const struct operand *v, struct err *e)
{
	if (buf_addf(words, e, "%s%s", words->len ? ", " : "", v->of->title_vi))
		return -1;
	if (v->q.is_missing)
		return 0;
	return buf_add_char(words, ' ', e) || result_show(v->q.value, h->r->digits, words, e) ? -1 : 0;
}

static int sector_answer(
	const char **status, const struct assessing *h, const struct operand *v, struct err *e)
{
	struct maybe value = {.has = !v->q.is_missing};
	int rc;

	mpq_init(value.number);
	mpq_set(value.number, v->q.value);
	rc = target_status(status, &value, h->target->comparator, h->target->low, h->target->high, e);
	mpq_clear(value.number);
	return rc;
}

static int choose_words(struct assessment *a, const struct assessing *h, const struct buf *failing,
	const struct buf *missing, struct err *e)
{
	const struct buf *of = failing->len ? failing : missing;

	if (!of->len)
		return 0;
	a->status = failing->len ? "not_reached" : "no_data";
	return message_add(&a->words, h->w->messages,
		failing->len ? "words.sectors_not_reached" : "words.sectors_no_data",
		(const char *const[]){"sectors", of->data, NULL}, e);
}

int row_each(struct assessment *a, const struct assessing *h, struct err *e)
{
	struct buf failing = {0}, missing = {0};
	const char *status, *unit = h->target->unit;
	size_t n = 0, known = 0;
	int rc = 0;

	if (!h->w->k)
		return 1;
	for (size_t i = 0; rc == 0 && i < h->r->nvariables; i++) {
		const struct operand *v = &h->r->variables[i];

		if (v->type != VALUE_NUMBER)
			continue;
		n++;
		known += !v->q.is_missing;
		rc = sector_answer(&status, h, v, e);
		if (rc == 0 && strcmp(status, "not_reached") == 0)
			rc = add_sector(&failing, h, v, e);
		else if (rc == 0 && strcmp(status, "no_data") == 0)
			rc = add_sector(&missing, h, v, e);
	}
	a->status = known ? "reached" : "no_data";
	a->is_own = true;
	if (rc == 0 && (assessing_is_barred(h) || (h->r->unit && strcmp(unit, h->r->unit) != 0)))
		a->status = "not_comparable";
	else if (rc == 0 && known)
		rc = choose_words(a, h, &failing, &missing, e);
	buf_release(&failing);
	buf_release(&missing);
	return rc || n ? rc : 1;
}
