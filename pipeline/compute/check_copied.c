/* Checks of what a person copied into a report: one number in two rows, two that look swapped, "N are left".
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "compute/check.h"
#include "compute/shared_denominator.h"
#include "core/rational.h"
#include "model/relation.h"

static int add_proof(struct checking *c, const struct result *r, struct err *e)
{
	if (buf_addf(&c->proof, e, "%s%s: ", c->proof.len ? "; " : "", r->indicator))
		return -1;
	return number_show(r->value.number, &c->proof, e);
}

/* A number that a report gives without a word of what it counts. */
static bool is_bare(const struct result *r)
{
	const struct measure *m = result_stated(r, "result");

	return m && *m->value && !*m->unit && !*m->denominator && r->value.has;
}

/* The bare number of the row above, once more. */
int check_repeated(struct checking *c, bool *holds, struct err *e)
{
	const struct result *above = c->set;

	while (above && above->next != c->r)
		above = above->next;
	*holds = above && is_bare(above) && is_bare(c->r) &&
		 mpq_cmp(above->value.number, c->r->value.number) == 0;
	return *holds ? add_proof(c, above, e) : 0;
}

/* The unit that the figure is told in. */
static const char *told_in(const struct result *r)
{
	const struct measure *m = result_stated(r, "result");

	return m ? m->unit : r->unit ? r->unit : "";
}

/* A bare number may count the same things; a per cent never does. */
static bool is_comparable(const struct result *a, const struct result *b)
{
	const char *x = told_in(a), *y = told_in(b);

	return a->value.has && b->value.has &&
	       (strcmp(x, y) == 0 || (strcmp(x, "%") != 0 && strcmp(y, "%") != 0 && (!*x || !*y)));
}

static bool is_about(const struct checking *c, const struct result *r, const char *indicator)
{
	return strcmp(r->indicator, indicator) == 0 ||
	       relation_is_same(c->k->relations, r->indicator, indicator, c->k->date);
}

/* "A B": what is the same as A cannot be above what is the same as B. */
int check_above(struct checking *c, bool *holds, struct err *e)
{
	char a[128] = "", b[128] = "";
	const struct result *other = c->set;

	*holds = c->r->value.has && sscanf(c->params, "%127s %127s", a, b) == 2 && is_about(c, c->r, a);
	while (*holds && other && !is_about(c, other, b))
		other = other->next;
	*holds = *holds && other && is_comparable(c->r, other) &&
		 mpq_cmp(c->r->value.number, other->value.number) > 0;
	return !*holds || (add_proof(c, c->r, e) == 0 && add_proof(c, other, e) == 0) ? 0 : -1;
}

/* The number behind one of the words (separated by |) in the text; -1 when there is none. */
static long find_left(const char *text, const char *words, char found[128])
{
	for (size_t n; *words; words += n + (words[n] == '|')) {
		const char *at;

		n = strcspn(words, "|");
		snprintf(found, 128, "%.*s", (int)n, words);
		at = *found ? strstr(text, found) : NULL;
		at = at ? at + n + strspn(at + n, " ") : NULL;
		if (at && isdigit((unsigned char)*at))
			return strtol(at, NULL, 10);
	}
	return -1;
}

/* The whole that the figure is a share of: its own denominator, else the one entered for the territory. */
static int find_whole(const struct checking *c, mpq_t whole, struct err *e)
{
	const struct denominators *t = &c->k->denominators;
	const char *id = denominator_used(t, c->r->source, c->k->date);
	const struct denominator_value *row =
		*id ? denominator_value_find(
			      t, id, shared_denominator_territory(c->k, c->r->agency), c->k->date)
		    : NULL;

	if (c->r->denominator.has)
		mpq_set(whole, c->r->denominator.number);
	else if (row)
		return rational_parse(whole, row->value, strlen(row->value), e);
	return 0;
}

static int show_per_cent(const mpq_t part, const mpq_t whole, unsigned digits, struct buf *out, struct err *e)
{
	mpq_t hundred;
	int rc;

	mpq_init(hundred);
	mpq_set_ui(hundred, 100, 1);
	mpq_mul(hundred, hundred, part);
	mpq_div(hundred, hundred, whole);
	rc = result_show(hundred, digits, out, e);
	mpq_clear(hundred);
	return rc;
}

/* "WORDS|WORDS…": the number behind them in the remark is what is left of the whole at the stated per cent.
 */
int check_left(struct checking *c, bool *holds, struct err *e)
{
	const struct measure *remark = result_stated(c->r, "remark");
	struct buf again = {0};
	char words[128];
	long left = remark ? find_left(remark->text, c->params, words) : -1;
	mpq_t whole, share;
	int rc = 0;

	*holds = false;
	if (left < 0 || !c->r->value.has || strcmp(told_in(c->r), "%") != 0)
		return 0;
	mpq_inits(whole, share, NULL);
	rc = find_whole(c, whole, e);
	if (rc == 0 && mpq_sgn(whole) > 0) {
		mpq_set_si(share, -left, 1);
		mpq_add(share, share, whole);
		rc = show_per_cent(share, whole, c->r->digits, &again, e);
		*holds = rc == 0 && strcmp(again.data, c->r->shown.data) != 0;
	}
	if (*holds)
		rc = buf_addf(&c->proof, e, "%s %ld; ", words, left) || number_show(whole, &c->proof, e) ||
				     buf_addf(&c->proof, e, " - %ld = ", left) ||
				     number_show(share, &c->proof, e) ||
				     buf_addf(&c->proof, e, ": %s; %s", again.data, c->r->shown.data)
			     ? -1
			     : 0;
	mpq_clears(whole, share, NULL);
	buf_release(&again);
	return rc;
}
