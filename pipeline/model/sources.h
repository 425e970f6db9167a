/* What a `source` cell cites: rows of sources.csv, each with a place in it.
 *
 * A cell is citations joined by "; ": an id, and behind a blank the place, in free words without a semicolon:
 * `ND45-2025 điều 8; S003 6.11`. */
#ifndef MODEL_SOURCES_H
#define MODEL_SOURCES_H

#include "core/buf.h"
#include "core/table.h"

struct citation {
	struct slice id, place; /* of the cell; place may be empty */
};

/* The citation that begins at *at, and *at moved to the next, NULL behind the last. False: *at is NULL. What
 * stands between two semicolons is a citation even when it is nothing: its id is empty. */
bool citation_next(const char **at, struct citation *out);

/* Whether the id is a row of kind assumption: nobody can point to where it is written. An id that is no row
 * says nothing of itself (lint finds it). */
bool source_is_assumed(const struct table *sources, struct slice id);

#endif
