#include "compute/target.h"

#include <string.h>
#include "compute/target_row.h"
#include "compute/threshold.h"
#include "core/rational.h"
#include "model/due.h"
#include "model/messages.h"

#define MORE_DIGITS 30 /* more than any two fractions of records need to differ */

static const char *const statuses[] = {
	"no_target", "reached", "not_comparable", "no_data", "not_reached", NULL};
static const char *const due_words[] = {"", "reached", "maintained", "on_course", "undated", "no_figure",
	"not_due", "behind", "due", "overdue", "not_reached", "relapsed", NULL};

/* The place of a word in a list that ends with NULL: the last one weighs most. */
static int weight(const char *word, const char *const *list)
{
	int i = 0;

	while (list[i] && strcmp(list[i], word) != 0)
		i++;
	return i;
}

/* A line of a document at one level: all its rows. */
struct line {
	enum target_level level;
	const char **target, **status, **due_status;
	char *due;
	struct buf *text; /* of several rows */
	struct buf words; /* which rows are not reached, and why */
	struct buf from;  /* where a growth starts */
	struct buf past;  /* what a target of a past year is held against */
	size_t nrows;
	bool has_known, has_words;
};

static bool is_row(const struct target *t, const struct result *r, const char *date)
{
	return strcmp(t->set, r->set) == 0 && row_is_valid(t, date);
}

static int add_text(struct line *l, const struct assessing *h, struct err *e)
{
	if (!l->nrows++) {
		*l->target = h->target->text;
		return 0;
	}
	if ((!l->text->len && buf_add_str(l->text, *l->target, e)) ||
		buf_addf(l->text, e, "; %s", h->target->text))
		return -1;
	*l->target = l->text->data;
	return 0;
}

static int add_words(struct line *l, const struct assessing *h, const struct assessment *a, struct err *e)
{
	static const char *const told[] = {
		NULL, NULL, "words.row_not_comparable", "words.row_no_data", "words.row_not_reached"};
	const char *what = told[weight(a->status, statuses)];

	l->has_known = l->has_known || strstr(a->status, "reached");
	l->has_words = l->has_words || a->words.len;
	if (a->from.len && buf_addf(&l->from, e, "%s%s", l->from.len ? ", " : "", a->from.data))
		return -1;
	if (a->past.len && buf_addf(&l->past, e, "%s%s", l->past.len ? ", " : "", a->past.data))
		return -1;
	if (!what)
		return 0;
	if ((l->words.len && buf_add_str(&l->words, ", ", e)) ||
		message_add(&l->words, h->w->messages, what,
			(const char *const[]){"target", h->target->text, NULL}, e))
		return -1;
	return a->words.len ? buf_addf(&l->words, e, " [%s]", a->words.data) : 0;
}

static int add_row(struct line *l, const struct assessing *h, struct err *e)
{
	struct assessment a;
	const char *word = "";
	char due[DUE_SIZE] = "";
	int rc = row_assess(&a, h, e) || row_due(h, &a, due, &word, e) || add_text(l, h, e) ||
				 add_words(l, h, &a, e)
			 ? -1
			 : 0;

	if (l->nrows == 1 || weight(word, due_words) > weight(*l->due_status, due_words)) {
		*l->due_status = word;
		memcpy(l->due, due, DUE_SIZE);
	}
	if (weight(a.status, statuses) > weight(*l->status, statuses))
		*l->status = a.status;
	assessment_release(&a);
	return rc;
}

/* What the words of a line's rows add to the figure: nothing when there is no figure at all. */
static int tell_line(const struct line *l, struct result *r, struct err *e)
{
	if (l->from.len && buf_addf(&r->rules, e, "%sgrowth_from=%s", r->rules.len ? "; " : "", l->from.data))
		return -1;
	if (l->past.len &&
		buf_addf(&r->rules, e, "%snational_target=%s", r->rules.len ? "; " : "", l->past.data))
		return -1;
	return l->words.len && (l->has_words || (l->nrows > 1 && l->has_known))
		       ? result_flag(r, "target_line", l->words.data, "", e)
		       : 0;
}

static int find_line(struct line *l, struct result *r, const struct target_world *w, struct err *e)
{
	struct targets t;
	const struct target *const *first;
	int rc = targets_open(&t, w->catalog, e);
	size_t n = rc == 0 ? targets_of(&t, r->indicator, &first) : 0;

	*l->target = *l->due_status = "";
	*l->status = "no_target";
	for (size_t i = 0; rc == 0 && i < n; i++)
		if (first[i]->level == l->level && is_row(first[i], r, w->date))
			rc = add_row(l, &(struct assessing){w, first[i], r, &r->value, false}, e);
	if (rc == 0)
		rc = tell_line(l, r, e);
	buf_release(&l->words);
	buf_release(&l->from);
	buf_release(&l->past);
	return rc;
}

int target_find(struct result *r, const struct target_world *w, struct err *e)
{
	struct line province = {.level = LEVEL_PROVINCE,
		.target = &r->target,
		.status = &r->status,
		.due_status = &r->due_status,
		.due = r->due,
		.text = &r->target_text};
	struct line national = {.level = LEVEL_NATIONAL,
		.target = &r->national_target,
		.status = &r->national_status,
		.due_status = &r->national_due_status,
		.due = r->national_due,
		.text = &r->national_target_text};

	return find_line(&province, r, w, e) || find_line(&national, r, w, e) ? -1 : 0;
}

/* Whether a row that is about the value itself says the same of it as it would be printed. */
static int row_is_honest(struct assessing *h, const struct maybe *rounded, bool *honest, struct err *e)
{
	struct assessment exact, printed = {0};
	int rc = row_assess(&exact, h, e);

	h->value = rounded;
	if (rc == 0 && exact.is_own)
		rc = row_assess(&printed, h, e);
	*honest = rc == 0 && (!exact.is_own || strcmp(exact.status, printed.status) == 0);
	assessment_release(&exact);
	assessment_release(&printed);
	return rc;
}

/* Whether the value as rounded at digits has the statuses of the exact one, and its step of the score. */
static int is_honest(
	const struct result *r, const struct target_world *w, unsigned digits, bool *honest, struct err *e)
{
	struct targets t;
	const struct target *const *first;
	struct buf text = {0};
	struct maybe rounded = {.has = true};
	int rc = targets_open(&t, w->catalog, e);
	size_t n = rc == 0 ? targets_of(&t, r->indicator, &first) : 0;

	*honest = true;
	mpq_init(rounded.number);
	if (rc == 0)
		rc = rational_round(r->value.number, digits, &text, e);
	if (rc == 0)
		rc = rational_parse(rounded.number, text.data, text.len, e);
	for (size_t i = 0; rc == 0 && *honest && i < n; i++)
		if (first[i]->level != LEVEL_UNSAID && is_row(first[i], r, w->date))
			rc = row_is_honest(
				&(struct assessing){w, first[i], r, &r->value, true}, &rounded, honest, e);
	if (rc == 0 && *honest && w->k)
		rc = threshold_is_kept(r, w->k, rounded.number, honest, e);
	mpq_clear(rounded.number);
	buf_release(&text);
	return rc;
}

int target_show(struct result *r, const struct target_world *w, struct err *e)
{
	unsigned digits = r->digits;
	bool honest = false;

	if (!r->value.has)
		return 0;
	for (; digits < r->digits + MORE_DIGITS; digits++) {
		if (is_honest(r, w, digits, &honest, e))
			return -1;
		if (honest)
			break;
	}
	return result_show(r->value.number, digits, &r->shown, e);
}
