/* Codes of a list, by what senders write for them. */
#ifndef COMPUTE_CODES_H
#define COMPUTE_CODES_H

#include "model/catalog.h"

struct codes {
	const struct table *codes, *aliases; /* codes.csv, code_aliases.csv */
	const char *date;
};

/* The row of codes.csv in the list whose code, title or alias the text is, on the folded key (case, place of
 * the tone mark, blanks, hyphens); -1: none on that day. */
long codes_find(const struct codes *c, const char *list, struct slice text);

#endif
