/* The groups that measures are gathered in: one a (measure, item, agency, period). */
#ifndef AGGREGATE_GROUPS_H
#define AGGREGATE_GROUPS_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "stream/measure.h"

struct groups;
struct group;

int groups_new(struct groups **out, struct err *e);
void groups_free(struct groups *g);
size_t groups_count(const struct groups *g);

/* Finds or makes the group of m's (measure, item, agency, period); a new one is of m's kind and unit and
 * empty: zero for a sum, no key for a distinct. Errors: ERR_FILE when the group is of another kind or unit
 * already. Memory: O(groups + distinct keys). */
struct group *groups_get(struct groups *g, const struct measure *m, struct err *e);

void group_add(struct group *x, const mpq_t value); /* sum */
int group_add_key(
	struct groups *g, struct group *x, const char *key, size_t len, struct err *e); /* distinct */

/* last and stated: m stands in the group unless what is there has the greater or the same order; its keys
 * (what each sender said) are united. */
int group_put(struct groups *g, struct group *x, const struct measure *m, struct err *e);

/* A record whose membership or value could not be decided; a word that is set on the group's flags. */
void group_count_undecided(struct group *x, uint64_t n);
void group_mark_unknown(struct group *x);

/* Adds a row of a measures stream: sum adds, distinct unites, last and stated keep the greater order. */
int groups_merge(struct groups *g, const struct measure *m, struct err *e);

/* The rows in the order of the stream, without header and end. */
int groups_write(struct groups *g, FILE *out, struct err *e);

#endif
