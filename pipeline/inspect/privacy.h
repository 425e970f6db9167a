/* The register of processing: every field of every feed in force, with what may be personal in it, what
 * becomes of it at the first step, why, on what basis and for how long. */
#ifndef INSPECT_PRIVACY_H
#define INSPECT_PRIVACY_H

#include <stdio.h>
#include "model/catalog.h"

/* X(cell): the columns of the register, in order. */
#define PRIVACY_CELLS(X)                                                                                     \
	X(feed)                                                                                              \
	X(feed_title)                                                                                        \
	X(field)                                                                                             \
	X(title)                                                                                             \
	X(class) /* none, basic, sensitive: the greatest that the field can hold */                          \
	X(class_vi)                                                                                          \
	X(treatment) /* dropped, pseudonymised, masked, code, counted, part, kept */                         \
	X(treatment_vi)                                                                                      \
	X(purpose)                                                                                           \
	X(legal_basis)	  /* rows of legal_bases.csv */                                                      \
	X(legal_basis_vi) /* as they are on the day; "" for one that is not in force */                      \
	X(raw_days)	  /* how long the sender's bytes are kept; "": no term */                            \
	X(warehouse_vi)	  /* how long what stays of it is kept */                                            \
	X(identifies)	  /* 1: scripts/person finds by it */                                                \
	X(source)

#define PRIVACY_CELL(cell) PRIVACY_##cell,
enum privacy_cell { PRIVACY_CELLS(PRIVACY_CELL) PRIVACY_NCELLS };
#undef PRIVACY_CELL

struct privacy_line {
	const char *cells[PRIVACY_NCELLS]; /* never NULL */
	/* rows of messages.csv that say the class (NULL: it has none) and the treatment */
	const char *class_message, *treatment_message;
	bool is_first; /* of its feed */
};

typedef int privacy_fn(void *arg, const struct privacy_line *line, struct err *e);

/* Calls fn with each field that a feed in force on date reads or drops: the kind's, each replaced by the
 * feed's own row, then what the feed alone has; in the order of the feeds and of seq. The texts are borrowed
 * for the call. Errors: ERR_CATALOG; ERR_NOMEM; fn's. Memory: O(fields). */
int privacy_each(struct catalog *c, const char *date, privacy_fn *fn, void *arg, struct err *e);

/* CSV, a row a field. Errors: as privacy_each; ERR_WRITE. */
int privacy_show(struct catalog *c, const char *date, FILE *out, struct err *e);

/* The same for a person: a card a feed, of 80 columns; fields without personal data are named in its last
 * part. Errors: as privacy_show. */
int privacy_show_cards(struct catalog *c, const char *date, FILE *out, struct err *e);

#endif
