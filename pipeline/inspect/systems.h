/* The register of the systems that come from the centre (systems.csv), with what the catalogue and the
 * samples have of each. */
#ifndef INSPECT_SYSTEMS_H
#define INSPECT_SYSTEMS_H

#include <stdio.h>
#include "model/catalog.h"

/* X(cell): the columns of the register, in order. */
#define SYSTEM_CELLS(X)                                                                                      \
	X(system)                                                                                            \
	X(name) /* as the document words it, as is description */                                            \
	X(status)                                                                                            \
	X(kind) /* of its feeds */                                                                           \
	X(description)                                                                                       \
	X(sample)   /* NUMBER: the first of them, below the folder of samples */                             \
	X(golden)   /* how many samples have what must come out / how many there are */                      \
	X(measures) /* of its feeds */                                                                       \
	X(used_by)  /* indicators that are worked out of them, and those that count its status */            \
	X(owner)    /* on the day; by name */                                                                \
	X(contact)                                                                                           \
	X(owner_before) /* "" when it never changed, as is owner_until */                                    \
	X(owner_until)                                                                                       \
	X(owner_id)                                                                                          \
	X(owner_before_id)                                                                                   \
	X(monitoring)                                                                                        \
	X(monitoring_id) /* "" when the catalogue knows no one body of that name */                          \
	X(expected)	 /* "" where the document leaves it empty */                                         \
	X(expected_on)                                                                                       \
	X(feeds)                                                                                             \
	X(cadence)                                                                                           \
	X(due)                                                                                               \
	X(grace_days)                                                                                        \
	X(usual_min)                                                                                         \
	X(usual_max)

#define SYSTEM_CELL(cell) SYSTEM_##cell,
enum system_cell { SYSTEM_CELLS(SYSTEM_CELL) SYSTEM_NCELLS };
#undef SYSTEM_CELL

struct system_line {
	const char *cells[SYSTEM_NCELLS]; /* never NULL */
};

typedef int systems_fn(void *arg, const struct system_line *line, struct err *e);

/* Calls fn with each system whose row is valid on date, in the register's order; the texts are borrowed for
 * the call. A cell that nobody can fill yet says so in the words of messages.csv. Errors: ERR_CATALOG;
 * ERR_NOMEM; fn's. Memory: O(catalogue). */
int systems_each(struct catalog *c, const char *date, systems_fn *fn, void *arg, struct err *e);

/* CSV, a row a system. Errors: as systems_each; ERR_WRITE. */
int systems_show(struct catalog *c, const char *date, FILE *out, struct err *e);

/* The same for a person: a card a system, of 80 columns. Errors: as systems_show. */
int systems_show_cards(struct catalog *c, const char *date, FILE *out, struct err *e);

#endif
