/* The groups that measures are gathered in: one a (measure, item, agency, period). */
#ifndef AGGREGATE_GROUPS_H
#define AGGREGATE_GROUPS_H

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

/* Takes what one record says into a counted group: a number to add, a key to unite with the others. Errors:
 * ERR_FILE for a key with a blank in it, ERR_NOMEM. */
int group_take(struct groups *g, struct group *x, const struct value *v, struct err *e);

/* Takes a row: of a whole kind it stands in the group unless what is there has the greater or the same order,
 * and its keys (what each sender said) are united. Owns: m is copied. Errors: ERR_FILE for a value that is no
 * number, ERR_NOMEM.
 */
int group_take_row(struct groups *g, struct group *x, const struct measure *m, struct err *e);

/* A record whose membership or value could not be decided; a word that is set on the group's flags. */
void group_count_undecided(struct group *x, uint64_t n);
void group_mark_unknown(struct group *x);

/* Puts a row of a measures stream into its group, as its kind says (model/measure_kinds.h), a counted one
 * with its flags. Errors: groups_get's, group_take_row's. */
int groups_merge(struct groups *g, const struct measure *m, struct err *e);

/* The rows in the order of the stream, without header and end. Errors: ERR_WRITE, ERR_NOMEM. */
int groups_write(struct groups *g, FILE *out, struct err *e);

#endif
