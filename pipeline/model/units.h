/* Units with exact factors: a value is stored in the base unit of its dimension. */
#ifndef MODEL_UNITS_H
#define MODEL_UNITS_H

#include <gmp.h>
#include <stdbool.h>
#include "model/catalog.h"

/* Two things counted (người, hộ) are two dimensions: only units of one dimension convert into each other. */
struct unit {
	const char *name;      /* "ty-dong" */
	const char *dimension; /* "tien" */
	const char *title_vi;
	const struct unit *base;  /* of its dimension: the row with factor 1 */
	mpq_t factor;		  /* to the base */
	bool is_base;		  /* factor 1: nothing to convert */
	mpq_t least;		  /* number of it that can be, when has_least */
	bool has_least, is_whole; /* is_whole: counted in whole ones */
	bool doubts_comma;	  /* three digits behind a decimal comma may as well be thousands of it */
	const char *valid_from, *valid_to;
};

struct units;

/* Reads units.csv and unit_aliases.csv as valid on date. Errors: ERR_CATALOG for a dimension without a base,
 * a factor or least number that is none, an alias of no unit. Owns: *out is yours, units_free. Memory:
 * O(rows). */
int units_open(struct units **out, struct catalog *c, const char *date, struct err *e);
void units_free(struct units *u);

/* The day that units are looked up on from now on (YYYY-MM-DD; "": any). Borrowed until the next call. */
void units_set_date(struct units *u, const char *date);

/* By name, title or alias, on the folded key; NULL when unknown. Where rows of unit_aliases are exact (MB/s
 * and Mb/s), spelled as one of them. */
const struct unit *units_find(const struct units *u, struct slice text);

/* The longest beginning of the words that is a unit, whole words or one sign (%, ‰); *used is its length.
 * NULL when there is none: "USD". */
const struct unit *units_find_start(const struct units *u, struct slice words, size_t *used);

/* Whether a sign names it (%, ‰): words behind it say what it is a share of. */
bool unit_is_sign(const struct unit *unit);

/* Whether so many of the unit can be: not below its least, whole where it is counted. */
bool unit_can_be(const struct unit *unit, const mpq_t number);

/* value × factor as an exact decimal, appended to out. Shape: value is plain decimal text. Errors: ERR_RECORD
 * for a value that has no exact decimal in the base unit. */
int unit_to_base(const struct unit *unit, struct slice value, struct buf *out, struct err *e);

#endif
