/* What became of agencies: where the figures of one stand by the agencies of a later day. */
#ifndef MODEL_SUCCESSORS_H
#define MODEL_SUCCESSORS_H

#include <gmp.h>
#include "model/agencies.h"

struct successors;

struct successor_part {
	const char *agency;
	mpq_t share; /* above 0 */
};

/* Shares and rest come to 1. */
struct successor_parts {
	struct successor_part *list;
	size_t n, cap;
	mpq_t rest;		  /* belongs to nobody */
	const char *unattributed; /* the agency row that rest is shown under */
};

/* Reads agencies and agency_successors; a link whose scope is a task moves no figure. date is the day whose
 * agencies are meant. Owns: *out is yours, successors_free. Borrows the catalogue. Errors: ERR_CATALOG,
 * ERR_NOMEM. */
int successors_open(struct successors **out, struct catalog *c, const char *date, struct err *e);
void successors_free(struct successors *s);

/* Parts of what agency had in a period that began on `from` (YYYY-MM-DD). A link is followed when its day
 * lies after `from` and not after the date; of an agency that was not valid on `from` every link is. One link
 * takes all; of several, those with a weight take their weight and the others stay unknown: rest. An agency
 * that ended without a link is all rest. Source: BO-MAY-2025. Errors: ERR_NOMEM; ERR_CATALOG
 * for more than 32 steps. */
int successors_follow(const struct successors *s, const char *agency, const char *from,
	struct successor_parts *out, struct err *e);

/* Takes from the parts that successors_follow gave those that lie outside what became of the top of the
 * agency's tree: a body of the nation, a group without a parent, one that stayed when its province closed.
 * They go to the rest, so that a province comes to what it was. Nothing is taken where the top itself was
 * split. Of what was split `unattributed` is named, whether there is a rest or not: a set has no parts.
 * Errors: as successors_follow. */
int successors_keep(const struct successors *s, const char *agency, const char *from,
	struct successor_parts *parts, struct err *e);
void successor_parts_init(struct successor_parts *p);
void successor_parts_release(struct successor_parts *p);

/* Whether all of it stands in one agency; its id, else NULL. */
const char *successor_parts_whole(const struct successor_parts *p);

/* The last day, after `from` and not after `until`, on which the agency kept its name and got a larger scope,
 * or "" when there is none. only_unknown: of those days on which a share that nobody knows came to it. */
const char *successors_break(const struct successors *s, const char *agency, const char *from,
	const char *until, bool only_unknown);

/* The last day in that span on which the agency gave a task away and went on, or "". */
const char *successors_given(
	const struct successors *s, const char *agency, const char *from, const char *until);

/* How many bodies of a period that began on `from` are this one now: those that led into it, itself among
 * them. */
size_t successors_count(const struct successors *s, const char *agency, const char *from);

#endif
