#include "compute/check.h"

#include <string.h>
#include "compute/evaluate.h"
#include "compute/quotient.h"
#include "core/rational.h"

int number_show(const mpq_t q, struct buf *out, struct err *e)
{
	size_t from = out->len;

	if (rational_write(q, out, e))
		return -1;
	for (char *c = out->data + from; *c; c++)
		if (*c == '.')
			*c = ',';
	return 0;
}

const struct result *checking_other(const struct checking *c, const char *indicator)
{
	const struct result *r = c->set;

	while (r && strcmp(r->indicator, indicator) != 0)
		r = r->next;
	return r;
}

int check_claim(struct checking *c, bool *holds, struct err *e)
{
	struct value v;
	int rc = evaluate_formula(&v, c->r, c->params, c->row, e);

	*holds = rc == 0 && value_holds(&v);
	mpq_clear(v.number);
	return rc == 0 && *holds && c->r->shown.len ? buf_add_str(&c->proof, c->r->shown.data, e) : rc;
}

int check_score(struct checking *c, bool *holds, struct err *e)
{
	mpq_t max;

	*holds = false;
	if (!c->r->score.has || (!*c->r->score_max && !c->r->is_fraction))
		return 0; /* points of a sum whose own maximum is not known */
	mpq_init(max);
	mpq_set_ui(max, 1, 1);
	if (*c->r->score_max)
		rational_parse(max, c->r->score_max, strlen(c->r->score_max), NULL);
	*holds = mpq_cmp(c->r->score.number, max) > 0;
	mpq_clear(max);
	return *holds ? number_show(c->r->score.number, &c->proof, e) : 0;
}

#define FUNCTION(kind, params) {#kind, check_##kind},
#define NONE(kind, params)
check_fn *check_find(const char *kind)
{
	static const struct {
		const char *kind;
		check_fn *fn;
	} functions[] = {CHECK_KINDS(FUNCTION, NONE)};
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (strcmp(functions[i].kind, kind) == 0)
			return functions[i].fn;
	return NULL;
}

static bool is_for(const struct check *t, const struct result *r)
{
	return (!*t->set || strcmp(t->set, r->set) == 0) &&
	       (!*t->indicator || strcmp(t->indicator, r->indicator) == 0);
}

static int check_one(const struct check *t, struct result *r, struct result *set, const struct knowledge *k,
	const struct withheld *held, struct err *e)
{
	struct checking c = {k, held, r, set, t->params, t->head.row, {0}};
	bool holds = false;
	int rc = check_find(t->kind)(&c, &holds, e);

	if (rc == 0 && holds)
		rc = flags_add(
			&r->flags, t->severity, t->check, t->message_vi, c.proof.len ? c.proof.data : "", e);
	buf_release(&c.proof);
	return rc;
}

/* One row of the table, which is held to its kind when the set has a figure that it is for. */
static int check_run(const struct check *t, struct result *set, const struct knowledge *k,
	const struct withheld *held, struct err *e)
{
	const struct check_kind *kind = check_kind_find(t->kind);
	bool is_verified = false;

	if (kind && kind->is_of_feed)
		return 0; /* not of a figure */
	for (struct result *r = set; r; r = r->next) {
		if (!is_for(t, r))
			continue;
		if (!is_verified && check_verify(k->catalog, k->units, (size_t)(t - k->checks.list), e))
			return -1;
		is_verified = true;
		if (check_one(t, r, set, k, held, e))
			return -1;
	}
	return 0;
}

int checks_run(struct result *set, const struct knowledge *k, struct withheld *held, struct err *e)
{
	const struct checks *t = &k->checks;

	for (int is_last = 0; is_last < 2; is_last++) { /* what is made of held figures comes last */
		withheld_look(held, set);
		for (size_t i = 0; i < t->n; i++)
			if (row_is_valid(&t->list[i], k->date) &&
				(strcmp(t->list[i].kind, "held") == 0) == is_last &&
				check_run(&t->list[i], set, k, held, e))
				return -1;
	}
	return withheld_note(held, set, e);
}
