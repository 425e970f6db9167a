/* variables.csv: what an indicator's formulas are made of, and where each comes from. */
#ifndef MODEL_VARIABLE_ROWS_H
#define MODEL_VARIABLE_ROWS_H

#include "formula/formula.h"
#include "model/measure_rows.h"

enum variable_kind { VARIABLE_NUMBER, VARIABLE_BOOL, VARIABLE_STATE, VARIABLE_VERSION };
enum variable_of { OF_MEASURE, OF_SCORE, OF_CHILDREN, OF_LEAST, OF_GREATEST };
enum unit_from { UNIT_FROM_ROW, UNIT_FROM_SENDER };

struct variable {
	struct row_head head;
	const char *indicator, *var, *measure, *item, *unit, *title_vi;
	enum over over_time; /* OVER_UNSAID: the measure's */
	enum variable_kind kind;
	const char *codes;	  /* the list of a claim or state */
	enum unit_from unit_from; /* of a bare number */
	enum variable_of of;
};

struct variables {
	const struct variable *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int variables_open(struct variables *t, struct catalog *c, struct err *e);

/* The indicator's variables, on any day, in the table's order; how many. */
size_t variables_of(const struct variables *t, const char *indicator, const struct variable *const **first);

/* Whether it has one on date. */
bool variables_has(const struct variables *t, const char *indicator, const char *date);

extern const struct row_shape variable_shape;

/* What a formula takes a variable of that kind for: yes or no, the code of a state or a version as text, else
 * a number. */
enum value_type variable_value_type(enum variable_kind kind);

/* The kind that the word of column `kind` says; a word that is none (lint tells) is a number's. */
enum variable_kind variable_kind_of(const char *word);

#endif
