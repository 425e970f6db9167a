/* Indicators: a value from measures, by the formulas of indicators.csv, or the reason why there is none. */
#ifndef COMPUTE_INDICATOR_H
#define COMPUTE_INDICATOR_H

#include "compute/computed.h"
#include "formula/formula.h"
#include "model/units.h"

/* The tables that describe indicators, borrowed. */
struct knowledge {
	struct catalog *catalog;
	const struct table *indicators, *variables, *measures, *points, *settings, *relations, *codes,
		*code_aliases;
	struct units *units;
	const char *date;		   /* rules of that day hold: the end of the period */
	const struct span *span;	   /* the period, where its quarters' days matter; or NULL */
	const struct figures *before;	   /* the period before, when its measures are at hand; else NULL */
	const struct figures *year_before; /* the year before the one that the period lies in; or NULL */
};

int knowledge_init(struct knowledge *k, struct catalog *c, const char *date, struct err *e);
void knowledge_release(struct knowledge *k);

/* Whose formulas and measures give the indicator's value for the agency: its own, when it has points or is
 * stated in a report; else the first of itself and those that relations.csv calls the same that gives a
 * value: what is counted from records before what somebody sends. Without a value the reason is that of what
 * is counted, else its own, else that of one that has rows of the agency. Errors: ERR_CATALOG, ERR_NOMEM.
 * Source: THU-TU-TRA-LOI. */
int indicator_source(const char **source, const struct knowledge *k, const struct figures *f,
	const char *indicator, const char *agency, struct err *e);

/* Prints to r->beside every other value that was sent or counted for the same thing: r has source and value.
 * Errors: ERR_CATALOG, ERR_NOMEM. */
int indicator_beside(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e);

/* Rolls the variables up for the agency and computes numerator, denominator, value, score, flags of undecided
 * parts, reason and rules. r says set, indicator, source, agency and period already. Errors: ERR_CATALOG for
 * a formula that is wrong. */
int indicator_compute(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e);

/* Whether any feed of the indicator's measures has rows for the agency. */
bool indicator_has_rows(
	const struct knowledge *k, const struct figures *f, const char *indicator, long agency);

/* Evaluates a formula over the result's variables and the names numerator, denominator, ratio, value, max (1
 * when it is not known), points_max (missing when it is not known) and unstated (missing: the document does
 * not say). *out is a copy: release its number. row is the formula's place. */
int indicator_eval(
	struct value *out, const struct result *r, const char *text, const struct row *row, struct err *e);

/* The outcomes of the formula's comparisons (formula_eval_path): another path is another side of a threshold.
 */
int indicator_path(
	uint64_t *path, const struct result *r, const char *text, const struct row *row, struct err *e);

/* The number of one column of row i of indicators.csv; without one the reason, unless there is one already.
 */
int indicator_part(struct result *r, const struct knowledge *k, size_t i, const char *column,
	struct maybe *to, struct err *e);

#endif
