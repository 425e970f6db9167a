#include "compute/check.h"

#include <string.h>
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

static int check_claim(struct checking *c, bool *holds, struct err *e)
{
	struct value v;
	int rc = indicator_eval(&v, c->r, c->params, c->row, e);
	*holds = rc == 0 && value_holds(&v);
	mpq_clear(v.number);
	return rc == 0 && *holds && c->r->shown.len ? buf_add_str(&c->proof, c->r->shown.data, e) : rc;
}

static int check_score(struct checking *c, bool *holds, struct err *e)
{
	mpq_t max;
	*holds = false;
	if (!c->r->score.has)
		return 0;
	mpq_init(max);
	mpq_set_ui(max, 1, 1);
	if (*c->r->score_max)
		rational_parse(max, c->r->score_max, strlen(c->r->score_max), NULL);
	*holds = mpq_cmp(c->r->score.number, max) > 0;
	mpq_clear(max);
	return *holds ? number_show(c->r->score.number, &c->proof, e) : 0;
}

check_fn *check_find(const char *kind)
{
	static const struct {
		const char *kind;
		check_fn *fn;
	} kinds[] = {{"claim", check_claim}, {"score", check_score}, {"recomputed", check_recomputed},
		{"figures", check_figures}, {"target", check_target}, {"remark", check_remark},
		{"remainder", check_remainder}, {"done", check_done}, {"overlap", check_overlap},
		{"part", check_part}, {"beside", check_beside}, {"denominator", check_denominator},
		{"range", check_range}, {"exceeds", check_exceeds}, {"sum", check_sum},
		{"kinds", check_kinds}, {"jump", check_jump}, {"break", check_break},
		{"divisor", check_divisor}, {"implied", check_implied}, {"unit", check_unit},
		{"repeated", check_repeated}, {"above", check_above}, {"left", check_left},
		{"wording", check_wording}, {"senders", check_senders}};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].fn;
	return NULL;
}

static bool is_for(const struct table *t, size_t i, const struct result *r, const char *date)
{
	const char *set = table_get(t, i, "set"), *indicator = table_get(t, i, "indicator");
	return table_is_valid(t, i, date) && !*table_get(t, i, "feed") &&
	       (!*set || strcmp(set, r->set) == 0) && (!*indicator || strcmp(indicator, r->indicator) == 0);
}

static int check_run(const struct table *t, size_t i, struct result *r, struct result *set,
	const struct knowledge *k, struct err *e)
{
	check_fn *fn = check_find(table_get(t, i, "kind"));
	struct checking c = {k, r, set, table_get(t, i, "params"), &t->rows[i], {0}};
	bool holds = false;
	char code[128];
	int rc;
	if (strcmp(table_get(t, i, "kind"), "control_total") == 0 ||
		strcmp(table_get(t, i, "kind"), "usual") == 0)
		return 0; /* of a load, not of a figure */
	if (!fn)
		return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
			"kind \"%s\" found, expected a kind of check", table_get(t, i, "kind"));
	snprintf(code, sizeof(code), "%s%s", strcmp(table_get(t, i, "severity"), "gate") == 0 ? "gate " : "",
		table_get(t, i, "check"));
	rc = fn(&c, &holds, e);
	if (rc == 0 && holds)
		rc = result_flag(r, code, table_get(t, i, "message_vi"), c.proof.len ? c.proof.data : "", e);
	buf_release(&c.proof);
	return rc;
}

int checks_run(struct result *set, const struct knowledge *k, struct err *e)
{
	const struct table *t = catalog_get(k->catalog, "checks", e);
	if (!t)
		return -1;
	for (struct result *r = set; r; r = r->next)
		for (size_t i = 0; i < t->nrows; i++)
			if (is_for(t, i, r, k->date) && check_run(t, i, r, set, k, e))
				return -1;
	return 0;
}
