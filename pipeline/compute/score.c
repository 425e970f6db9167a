#include "compute/score.h"

#include <string.h>
#include "compute/evaluate.h"
#include "core/rational.h"

/* The other provinces among which the figure's least and greatest were found; 0 when one of them was refused:
 * that is the reason then, however few came before it. */
static size_t peers_of(const struct result *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nvariables; i++) {
		const struct quantity *q = &r->variables[i].q;

		if (q->npeers && q->is_missing)
			return 0;
		n = q->npeers > n ? q->npeers : n;
	}
	return n;
}

/* How many of them a score needs; without a row none is asked for. */
static int peers_least(const struct knowledge *k, mpq_t least, struct err *e)
{
	const struct setting_row *row = setting_find(&k->settings, "peers_least", k->date);
	const char *text = row ? row->value : "0";

	if (rational_parse(least, text, strlen(text), NULL) == 0)
		return 0;
	return err_at(e, ERR_CATALOG, row->head.row->file, row->head.row->line,
		"value \"%s\" found, expected a number of provinces", text);
}

/* No score: the reason in a line; the flag is the caller's. */
static int withhold(struct result *r, const char *why, const char *what, struct err *e)
{
	return r->reason.len ? 0 : buf_addf(&r->reason, e, "%s: score: %s%s", r->indicator, what, why);
}

/* Among fewer than the row asks for, the highest of all is not known. */
static int few_peers(struct result *r, const struct knowledge *k, bool *are_few, struct err *e)
{
	size_t n = peers_of(r);
	char proof[100];
	mpq_t least;
	int rc = 0;

	*are_few = false;
	if (!n)
		return 0;
	if (buf_addf(&r->rules, e, "%speers=%zu", r->rules.len ? "; " : "", n))
		return -1;
	mpq_init(least);
	rc = peers_least(k, least, e);
	*are_few = rc == 0 && mpq_cmp_ui(least, n, 1) > 0;
	if (*are_few) {
		gmp_snprintf(proof, sizeof(proof), "%zu < %Qd", n, least);
		rc = result_tell(r, "peers_few", &(struct sentence){k->messages, "words.peers_few", NULL},
			     proof, e) ||
				     withhold(r, " of the other provinces that are needed", proof, e)
			     ? -1
			     : 0;
	}
	mpq_clear(least);
	return rc;
}

/* Points, not a share of them: a sum of the parts' scores knows its own. */
static bool names_max(const char *formula)
{
	return strstr(formula, "max") != NULL;
}

static bool is_of_year(const struct indicator *i, const struct observations *f)
{
	return i->score_of == SCORE_OF_YEAR && !f->span.is_year;
}

int score_compute(struct result *r, const struct knowledge *k, const struct observations *f,
	const struct indicator *i, struct err *e)
{
	bool are_few;

	if (!*i->score || r->source != r->indicator)
		return 0;
	r->score_max = points_max(&k->points, r->indicator, k->date);
	r->is_fraction = !*r->score_max && names_max(i->score);
	if (r->value.has && is_of_year(i, f))
		return result_tell(r, "score_of_year",
			       &(struct sentence){k->messages, "words.score_of_year", NULL}, r->period, e) ||
				       withhold(r, " is no year, for which its thresholds are", r->period, e)
			       ? -1
			       : 0;
	if (few_peers(r, k, &are_few, e) || are_few)
		return are_few ? 0 : -1;
	if (evaluate_part(r, i, i->score, "score: ", &r->score, e))
		return -1;
	return r->is_fraction && r->score.has
		       ? result_flag(r, "points_unknown", "score as a fraction of the maximum", "", e)
		       : 0;
}
