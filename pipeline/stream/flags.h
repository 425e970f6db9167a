/* What the checks found about a figure: how grave it is, in which words, with which proof. A severity is
 * never a part of a text: the indicators stream has a column for each, so that no word that somebody sent
 * holds a figure. */
#ifndef STREAM_FLAGS_H
#define STREAM_FLAGS_H

#include <stdbool.h>
#include "core/buf.h"
#include "model/severity.h"

struct flag {
	enum severity severity;
	char *check, *words, *proof; /* never NULL; proof "" when there is none */
	size_t place;		     /* among all of the figure, from 1: the order in which they are told */
};

/* A zeroed struct is empty. Owns: its texts. */
struct flags {
	struct flag *list; /* in the order of their places */
	size_t n, cap;
};

/* Appends a copy. Errors: ERR_NOMEM. */
int flags_add(struct flags *f, enum severity severity, const char *check, const char *words,
	const char *proof, struct err *e);
void flags_release(struct flags *f);

/* Whether one is of severity gate. */
bool flags_hold(const struct flags *f);

/* Appends the cell of one severity: `PLACE CHECK|WORDS|PROOF`, joined by "; ". In the texts \ ; | and line
 * ends are written \\ \; \| \n \r. Errors: ERR_NOMEM. */
int flags_write(const struct flags *f, enum severity severity, struct buf *out, struct err *e);

/* The inverse: what flags_write made of one figure, a cell a severity, and no other text. Shape: SEVERITIES
 * cells. Errors: ERR_RECORD with what was found and expected; ERR_NOMEM. out is empty then. */
int flags_read(struct flags *out, const struct slice *cells, struct err *e);

/* Appends them as a reader sees them: `CHECK: WORDS (PROOF)`, "gate " before a gate, joined by "; ". To be
 * shown and never searched. Errors: ERR_NOMEM. */
int flags_show(const struct flags *f, struct buf *out, struct err *e);

#endif
