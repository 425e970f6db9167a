/* After the ledger has committed: the bad files go to quarantine, and the inbox gives up what was loaded, is
 * known already or lies in quarantine. */
#ifndef TAKE_SETTLE_H
#define TAKE_SETTLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "core/err.h"
#include "model/catalog.h"

struct settling_options {
	struct catalog *catalog; /* its messages are the notes' */
	const char *verdicts;	 /* the manifest as the loader gave it back */
	const char *inbox, *raw, *quarantine;
	bool keep; /* nothing is removed from the inbox */
	int64_t now;
	FILE *out; /* NULL, or where the rows go once more, those that could not be removed as code left.stuck
		    */
};

/* Rows = settled + open + stuck. */
struct settling_counts {
	uint64_t settled;     /* loaded, duplicate or bad, and no longer the inbox's business */
	uint64_t open;	      /* without a verdict, or left */
	uint64_t quarantined; /* bad files that lie in quarantine */
	uint64_t lost;	      /* bad ones whose bytes are nowhere any more: the note alone is there */
	uint64_t unlinked, gone;
	uint64_t replaced; /* another file has the name now: it stays for the next night */
	uint64_t stuck;	   /* could not be removed from the inbox */
	char first_stuck[200];
};

/* May be run again after a kill at any point, with the same manifest.
 * Errors: ERR_FILE (no manifest), ERR_NOINPUT (no inbox, no verdicts), ERR_OUTPUT, ERR_WRITE, ERR_NOMEM.
 * Memory: O(files that were taken), 32 bytes each. */
int settle_run(const struct settling_options *o, struct settling_counts *c, struct err *e);

#endif
