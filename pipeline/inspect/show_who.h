/* Who answers for what, and how the agency strings of the documents resolve: for people, and for the
 * warehouse. */
#ifndef INSPECT_SHOW_WHO_H
#define INSPECT_SHOW_WHO_H

#include <stdio.h>
#include "model/agencies.h"

/* CSV, a row for each agency in each role of each set row valid on date (NULL: all):
 * set,seq,indicator,wording,role,text,agency,agency_name,members,state. members: of a group on date, joined
 * by blanks. state: found, review or unknown (agency empty then). Errors: ERR_CATALOG, ERR_WRITE. */
int show_duties(struct catalog *c, const char *date, FILE *out, struct err *e);

#define STRINGS_DAY "2024-03-31" /* documents S000-S004 are of 2024-01 to 2024-04 */

/* How a string of a document resolves. resolution: found, list, review, not_an_agency or unknown; agencies:
 * ids, those that it may mean when a person has to say, or for no agency what it is (heading, system …). Both
 * are owned by the agencies until the next call. */
struct string_answer {
	const char *resolution, *agencies;
};

/* date: whose names are meant. Errors: ERR_NOMEM; ERR_CATALOG. */
int string_resolve(struct string_answer *out, struct agencies *a, const struct table *aliases,
	const char *territory, const char *date, const char *text, struct err *e);

/* CSV, a row for each agency string of the documents: territory,document,text,resolution,agencies.
 * resolution: found, list, review, not_an_agency or unknown. Names are read at the day of the documents,
 * 2024-03-31, unless date says another. Errors: ERR_CATALOG, ERR_WRITE. */
int show_strings(struct catalog *c, const char *date, FILE *out, struct err *e);

/* The strings of show_strings that wait for a person, and what each may mean; their number in *n. Errors:
 * ERR_CATALOG, ERR_WRITE. */
int show_review(struct catalog *c, const char *date, FILE *out, size_t *n, struct err *e);

/* Members of a group on date, those of its groups too: id, tab, name. Errors: ERR_USAGE for no group. */
int show_members(struct catalog *c, const char *group, const char *date, FILE *out, struct err *e);

#endif
