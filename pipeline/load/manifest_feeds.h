/* The feeds that occur in a manifest: they are read before anything is done. */
#ifndef LOAD_MANIFEST_FEEDS_H
#define LOAD_MANIFEST_FEEDS_H

#include <stdio.h>
#include "core/buf.h"

/* The names of the feeds of taken files, sorted, each once; the whole manifest is read for it and checked.
 * Owns: *names and its texts are yours: the arena's. Errors: those of
 * manifest_read. Memory: O(feeds). */
int manifest_feeds(
	FILE *in, const char *name, struct arena *a, const char ***names, size_t *n, struct err *e);

#endif
