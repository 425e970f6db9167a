/* One indicator of one agency in one period: everything that its row will say. */
#ifndef COMPUTE_RESULT_H
#define COMPUTE_RESULT_H

#include "compute/quantity.h"
#include "formula/formula.h"
#include "model/indicator_rows.h"
#include "model/messages.h"
#include "model/setting_rows.h"
#include "model/variable_rows.h"
#include "stream/flags.h"

#define RESULT_VARIABLES 16 /* of one indicator; the longest of the index has 9 */

/* A variable with what it comes to. */
struct operand {
	const struct variable *of;
	enum value_type type; /* a number, a claim (bool) or a text (the code of a state) */
	bool is_true;
	const char *code;
	struct quantity q;
};

/* An exact number, or none. */
struct maybe {
	mpq_t number;
	bool has;
};

struct result {
	const char *set, *indicator, *agency, *period;
	enum indicator_basis basis;
	struct operand variables[RESULT_VARIABLES];
	size_t nvariables;
	struct maybe numerator, denominator, value, score;
	const char *unit, *score_max;
	bool is_fraction; /* the score is a share of a maximum that is not known */
	unsigned digits;
	const char *source; /* whose formulas and measures give the value: the indicator, or one that is the
			       same */
	const char *target, *status, *national_target, *national_status;
	const char *due_status, *national_due_status; /* what the calendar says on the day of the run */
	char due[11], national_due[11];		      /* YYYY-MM-DD, or "" */
	struct buf target_text, national_target_text; /* of a line that has several rows */
	struct buf shown, reason, rules;
	struct flags flags;
	struct buf beside; /* other values for it, of those that are the same: "6.8: 75,00" */
	unsigned nested;   /* how deep it is a part of another */
	const struct setting_rows
		*settings; /* what $NAME in its formulas is, on date; or NULL: none is known */
	const char *date;
	struct result *next; /* of the set */
};

/* Errors: ERR_NOMEM. */
struct result *result_new(struct err *e);
void result_free(struct result *r); /* and all that follow */

/* What the computation itself has to tell, beside the figure; what a check of checks.csv finds has the
 * severity of its row (check.c). Errors: ERR_NOMEM. */
int result_flag(struct result *r, const char *code, const char *message, const char *proof, struct err *e);

/* A row of messages.csv and what its places say, as message_add takes them. */
struct sentence {
	const struct table *messages;
	const char *id;
	const char *const *values;
};

/* The same in a sentence of the catalogue. Errors: ERR_CATALOG as message_add, ERR_NOMEM. */
int result_tell(
	struct result *r, const char *code, const struct sentence *s, const char *proof, struct err *e);

/* The stated row of a variable, or NULL. */
const struct measure *result_stated(const struct result *r, const char *var);

/* A number as a person in Viet Nam writes it: rounded half-up once at digits, with a comma. Appends. Errors:
 * ERR_NOMEM. */
int result_show(const mpq_t q, unsigned digits, struct buf *out, struct err *e);

#endif
