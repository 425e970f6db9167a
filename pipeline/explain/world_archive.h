/* The catalogue of a run, out of the archive that is kept of it: for world.c. */
#ifndef EXPLAIN_WORLD_ARCHIVE_H
#define EXPLAIN_WORLD_ARCHIVE_H

#include "explain/world.h"

/* Unpacks it into a folder of its own (of TMPDIR) and opens it, its folders in the order in which they were
 * written. Shape: bytea, as PostgreSQL writes it as text. Errors: ERR_FILE for one whose bytes are not those
 * that the hash was made of; archive_read's, ERR_OUTPUT, ERR_NOMEM. */
int world_unpack(struct world *w, const char *bytea, struct err *e);

#endif
