/* A formula told step by step: what was asked on the way, with the numbers put in, and how it came out. */
#ifndef FORMULA_FORMULA_STEPS_H
#define FORMULA_FORMULA_STEPS_H

#include "formula/formula.h"

enum formula_step_kind {
	STEP_CLAIM, /* a condition that was asked: value is a claim, or missing */
	STEP_VALUE  /* the term that was taken: value is the formula's */
};

/* Borrowed until the call returns. Numbers stand as a person in Viet Nam writes them, 0,75; members of a list
 * have "; " between. */
struct formula_step {
	enum formula_step_kind kind;
	const char *text;   /* in the formula's names: "ratio >= 0,07" */
	const char *filled; /* with numbers: "0,0825 >= 0,07" */
	const struct value *value;
};

typedef int formula_step_fn(void *arg, const struct formula_step *s, struct err *e);

/* What a name of the formula was called, by the index that formula_names.find gave it. */
struct formula_telling {
	void *arg;
	const char *(*name)(void *arg, size_t index);
	formula_step_fn *step;
	void *step_arg;
};

/* Evaluates f and tells every condition of if and case that was asked, in order, and then the term that gave
 * the value. Errors: what step sets, ERR_NOMEM. */
int formula_tell(
	struct formula *f, const struct formula_env *env, const struct formula_telling *t, struct err *e);

/* Appends a number so: the exact decimal when it has at most eight digits behind the comma, else n/d. Errors:
 * ERR_NOMEM. */
int formula_show_number(const mpq_t q, struct buf *out, struct err *e);

#endif
