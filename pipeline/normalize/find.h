/* What normalize would read, for a person who asks. */
#ifndef NORMALIZE_FIND_H
#define NORMALIZE_FIND_H

#include <stdio.h>
#include "core/catalog.h"

enum find_answer { FIND_RESOLVED = 0, FIND_REVIEW = 1, FIND_UNKNOWN = 65 };

struct find_query {
	struct catalog *catalog;
	const char *territory; /* NULL: all, one after another */
	const char *date;
	const char *dialect; /* of a value */
	const char *of;	     /* the feed of a period; NULL: none */
	FILE *out;
};

/* kind: agency, unit, value, period or date. Prints what was found and sets the answer; suggestions and
 * several readings are for review. Errors: ERR_USAGE for another kind, ERR_CATALOG. */
int find_text(const struct find_query *q, const char *kind, const char *text, enum find_answer *answer,
	struct err *e);

#endif
