/* Checks of the tables that say who: roles, agency strings, reorganisations, administrative units. */
#ifndef INSPECT_LINT_WHO_H
#define INSPECT_LINT_WHO_H

#include "inspect/lint.h"
#include "model/agencies.h"

/* Every role of every set row (lead, coordinating, following, directing) and every agency string of the
 * documents names agencies of its territory; a text of the review list is a note. Errors: as lint_who. */
int lint_roles(struct lint *l, struct agencies *a, struct err *e);
int lint_strings(struct lint *l, struct agencies *a, struct err *e);

/* Links: the successor is valid on the day, one step leads forward in time, weights of one split lie above 0
 * and come to 1. Notes: links from memory, agencies that ended without a link, and those whose figures would
 * leave their province, led out by a link or left behind when it closed. Errors: as lint_who. */
int lint_successors(struct lint *l, const struct agencies *a, struct err *e);

/* The units of a province on a day against their official number (admin_counts.csv): a table that is said to
 * be complete and differs is a finding, as is one with more; fewer in an incomplete one is a note. Errors: as
 * lint_who. */
int lint_units(struct lint *l, struct err *e);

/* admin_successors: a unit goes whole to one, or in parts to several, that are there on the day. Errors: as
 * lint_who. */
int lint_conversions(struct lint *l, struct err *e);

/* agency_words: an abbreviation and a spelling are one word and have a meaning, the others have none. Errors:
 * as lint_who. */
int lint_agency_words(struct lint *l, struct err *e);

/* agencies: a code is one body's at a time, and says whether it is real only where there is one. Errors: as
 * lint_who. */
int lint_codes(struct lint *l, struct err *e);

/* All seven. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(agencies). */
int lint_who(struct lint *l, struct err *e);

#endif
