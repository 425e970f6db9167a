/* The inside of a group and the two functions of each kind of measure: shared by groups.c and group_kinds.c
 * only. */
#ifndef AGGREGATE_GROUP_KINDS_H
#define AGGREGATE_GROUP_KINDS_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>
#include "aggregate/keyset.h"
#include "core/buf.h"
#include "stream/measure.h"

struct group {
	struct measure m; /* texts in the groups' arena; of a whole row: all of it */
	mpq_t sum;
	struct keyset keys;
	uint64_t undecided, hash;
	bool is_unknown, has_row;
	struct group *next;
};

struct group_kind {
	/* What one record says (v, of the kind's type) or a row of another stream: the other is NULL. Of a
	 * whole row v never comes. Owns: what is kept is copied into a. Errors: ERR_FILE for a row that is
	 * none of the kind, ERR_NOMEM. */
	int (*take)(struct group *x, struct arena *a, const struct value *v, const struct measure *row,
		struct err *e);
	/* Sets m's value and keys; m is x->m already. The texts are value's and keys', which are empty. */
	int (*write)(
		const struct group *x, struct measure *m, struct buf *value, struct buf *keys, struct err *e);
};

/* By kind; none is missing. */
const struct group_kind *group_kind_of(enum measure_kind kind);

/* A copy, "" for no text; NULL with e set. Owns: the arena does. Errors: ERR_NOMEM. */
const char *group_keep_text(struct arena *a, const char *text, struct err *e);

#endif
