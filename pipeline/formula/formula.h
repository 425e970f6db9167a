/* Formulas: a small total language over exact numbers, texts and claims. Parsed once, evaluated many times.
 *
 * 'text'  12.5  name  $setting  + - * /  = != < <= > >=  and or not  ( )
 * if(c, a, b)  case(c -> a; d -> b; else x)  min max sum  in(x, 'a', 'b')  missing(x)  coalesce(x, y)  day(x)
 * lookup('feed', key, 'column')
 *
 * Three-valued: what is missing stays missing; and/or by Kleene (false and missing = false). Division by zero
 * is missing with the reason "zero denominator". Types are checked when parsing, so evaluating cannot fail. A
 * $setting stands for the formula in settings.csv, as if in brackets; as a member of in(x, …) for its words:
 * resolved_states = 9 10. */
#ifndef FORMULA_FORMULA_H
#define FORMULA_FORMULA_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"

enum value_type { VALUE_NUMBER, VALUE_TEXT, VALUE_BOOL };

struct value {
	enum value_type type;
	bool is_missing;
	bool is_true;	    /* VALUE_BOOL */
	struct slice text;  /* VALUE_TEXT; borrowed */
	mpq_t number;	    /* VALUE_NUMBER */
	const char *reason; /* why it is missing; NULL when nobody said */
};

/* What a name is: the number that formula_env.get will be asked for, and its type. */
struct formula_name {
	size_t index;
	enum value_type type;
};

/* The world at parse time. Every function may be NULL: then there is none of the kind. */
struct formula_names {
	void *arg;
	bool (*find)(void *arg, const char *name, struct formula_name *out);
	const char *(*setting)(void *arg, const char *name); /* NULL: there is none; must outlive the parse */
	/* A column of another feed; e may carry a reason of its own. */
	bool (*join)(void *arg, const char *feed, const char *column, struct formula_name *out);
};

/* The world at evaluation. get fills in everything but the type; texts and reasons live until the next
 * evaluation. */
struct formula_env {
	void *arg;
	void (*get)(void *arg, size_t index, struct value *out);
	void (*lookup)(void *arg, size_t index, struct slice key, struct value *out);
};

struct formula;

/* Parses text. file and line are its place in the catalogue; messages add the column in the formula.
 * Errors: ERR_CATALOG. Owns: *out is yours, formula_free. */
int formula_parse(struct formula **out, const char *text, const struct formula_names *names, const char *file,
	long line, struct err *e);
void formula_free(struct formula *f);

enum value_type formula_type(const struct formula *f);

/* The value; borrowed until the next evaluation of f. Allocates nothing but the limbs of larger numbers. */
const struct value *formula_eval(struct formula *f, const struct formula_env *env);

/* The same; *path: the outcomes of all comparisons in order, as a number. Evaluations on the same side of
 * every threshold have the same one. */
const struct value *formula_eval_path(struct formula *f, const struct formula_env *env, uint64_t *path);

/* Whether a value is a claim that holds: not missing and true. */
bool value_holds(const struct value *v);

/* Whether the text, of a formula or of another cell that takes settings, names $name. */
bool formula_uses_setting(const char *text, const char *name);

#endif
