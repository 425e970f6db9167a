/* What normalize would read, for a person who asks. */
#ifndef NORMALIZE_FIND_H
#define NORMALIZE_FIND_H

#include <stdio.h>
#include "model/catalog.h"

enum find_answer { FIND_RESOLVED = 0, FIND_REVIEW = 1, FIND_UNKNOWN = 65 };

struct find_query {
	struct catalog *catalog;
	const char *territory; /* NULL: all, one after another */
	const char *date;
	const char *dialect; /* of a value */
	FILE *out;
	const char *unit;  /* of a bare number; NULL: none */
	const char *feed;  /* FEED or FEED.FIELD whose reading is meant; NULL: the dialect's own */
	const char *today; /* the day whose feeds are meant */
};

/* kind: agency, unit, value, period or date. Prints what was found and sets the answer; suggestions and
 * several readings are for review. Errors: ERR_USAGE for another kind, ERR_CATALOG. */
int find_text(const struct find_query *q, const char *kind, const char *text, enum find_answer *answer,
	struct err *e);

/* The reading of a value; of a feed a line a number field, as normalize would write it on q->date: the worst
 * of them is the answer, but for remarks beside others. Errors: ERR_USAGE for a unit, a feed or a field that
 * is not there, ERR_CATALOG. */
int find_value(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e);

#endif
