/* What taking is given, and what it counts. */
#ifndef TAKE_REQUEST_H
#define TAKE_REQUEST_H

#include <stdint.h>
#include <stdio.h>
#include "model/catalog.h"
#include "take/found.h"

struct take_options {
	const char *inbox, *raw; /* folders */
	struct catalog *catalog;
	const char *date; /* YYYY-MM-DD that the catalogue is read at */
	int64_t now;	  /* when the files arrived */
	struct prober prober;
	const char *wrong;  /* why a feed cannot be told by its files: those of no feed are left then; NULL:
			       none */
	FILE *out;	    /* of the manifest */
	void (*each)(void); /* of every file that is decided; NULL: nobody counts */
};

/* listed = taken + refused + left + waiting */
struct take_counts {
	uint64_t listed, taken, refused, left, waiting;
	uint64_t stored; /* of the taken ones: those that the raw zone did not have */
	uint64_t ignored, not_entered;
	char ignored_kinds[400]; /* ".meta:3 .txt:1"; names that begin with a dot as ".:1" */
};

#endif
