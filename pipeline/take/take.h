/* From the inbox to the raw zone: every file that lies there has a row in the manifest, and what is wrong
 * with one is its row alone. */
#ifndef TAKE_TAKE_H
#define TAKE_TAKE_H

#include <stdint.h>
#include <stdio.h>
#include "core/err.h"
#include "model/catalog.h"
#include "take/found.h"
#include "take/inbox.h"

struct take_options {
	const char *inbox, *raw; /* folders */
	struct catalog *catalog;
	const char *date; /* YYYY-MM-DD that the catalogue is read at */
	int64_t now;	  /* when the files arrived */
	struct prober prober;
	const char *wrong; /* why a feed cannot be told by its files: those of no feed are left then; NULL:
			      none */
	FILE *out;	   /* of the manifest */
};

/* listed = taken + refused + left + waiting */
struct take_counts {
	uint64_t listed, taken, refused, left, waiting;
	uint64_t stored; /* of the taken ones: those that the raw zone did not have */
	uint64_t ignored, not_entered;
	char ignored_kinds[400]; /* ".meta:3 .txt:1"; names that begin with a dot as ".:1" */
};

/* Takes all. Nothing is removed from the inbox: the manifest says what the loader is to read, and what is to
 * be settled after it. May be run again after a kill at any point. Errors: ERR_NOINPUT (no inbox),
 * ERR_OUTPUT, ERR_WRITE (the raw zone, the manifest), ERR_CATALOG, ERR_RETRY (no process, no descriptors),
 * ERR_NOMEM. Memory: O(names). */
int take_run(const struct take_options *o, struct take_counts *counts, struct err *e);

#endif
