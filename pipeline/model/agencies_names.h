/* What agencies_names.c and agencies_match.c share: one name read at a place in the words of a text. */
#ifndef MODEL_AGENCIES_NAMES_H
#define MODEL_AGENCIES_NAMES_H

#include "model/agencies_rows.h"

struct agency_query {
	struct agencies *a;
	const char *territory, *date;
	bool no_lists;
	const struct slice *words; /* of the text */
	size_t n;
};

/* The best reading so far that begins at a word. */
struct agency_reading {
	const struct agency_query *q;
	const struct agency_alias *alias; /* NULL: none */
	const struct agency_alias *other; /* another body that it may as well be */
	int distance;
	size_t end;	/* behind the name and what belongs to it */
	size_t own_end; /* behind the name */
	bool is_literal;
	int failed; /* of what follows the name */
	struct err *e;
};

/* The best reading that begins at the word `at`: the longest, with what belongs to the name behind it; of one
 * length the nearest. out->alias is NULL when there is none. Errors: ERR_NOMEM. */
int agency_read_name(const struct agency_query *q, size_t at, struct agency_reading *out, struct err *e);

/* Where the territory's name ends that the words at `at` begin with, as `least` to `most` say; `at` when
 * there is none, AGENCY_FAILED on error. Errors: ERR_NOMEM. */
size_t agency_place_end(const struct agency_query *q, const char *territory, enum agency_place least,
	enum agency_place most, size_t at, struct err *e);

#define AGENCY_FAILED ((size_t)-1)

bool agency_is_semicolon(const struct agency_query *q, size_t at);

#endif
