/* A run as it was: its clock, its catalogue unpacked from the archive, its measures, and the figures computed
 * from them again. */
#ifndef EXPLAIN_WORLD_H
#define EXPLAIN_WORLD_H

#include <limits.h>
#include "compute/set.h"
#include "load/db.h"

#define WORLD_FOLDERS 32 /* of a catalogue */

struct world {
	struct db *db;
	int64_t run, now;
	char kind[32], at[26], today[11]; /* of the run: night; its clock; the day of it */
	char hash[65];			  /* of its catalogue */
	char dir[PATH_MAX];		  /* where that is unpacked; "": nowhere */
	struct catalog *catalog;
	const char *period;
	struct span span;
	struct periods *periods;
	struct store
		store; /* the measures that the run had stored or found, of the period and those beside it */
	struct successors *successors;
	struct world *others; /* runs before it, by whose catalogues some of its measures were taken */
};

/* Reads audit.run and audit.catalog. Owns: release with world_release, also after an error. Errors:
 * ERR_NOINPUT for a run that is none, or whose catalogue is not kept; ERR_FILE for an archive that is none or
 * has other bytes than its hash says; ERR_USAGE for a period that its calendar does not have; ERR_OUTPUT
 * without a folder for temporary files; db_fail's. Memory: O(archive). */
int world_open(struct world *w, struct db *db, int64_t run, const char *period, struct err *e);
void world_release(struct world *w);

/* Reads the measures as they stood when the run had ended: those that the night reads for the period.
 * Errors: db_fail's, ERR_CATALOG. Memory: O(rows). */
int world_measures(struct world *w, struct err *e);

/* The run whose records and catalogue give the measures of the kind in the period as w's run found them: w's
 * own, when its catalogue is that of the last run that changed one; else that one. NULL on error. Owns: w's.
 * Errors: as world_open. */
struct world *world_measured(struct world *w, const char *kind, const char *period, struct err *e);

/* Computes the set again over a store (the world's own, or another with rows in their place) and gives every
 * row, of one agency or (NULL) of all, to seen, with f as they are computed over. taken, or NULL: see
 * observations. Errors: sets_compute's, what seen sets. */
struct world_compute {
	const char *set, *agency;
	const struct store *store; /* NULL: the world's */
	result_fn *seen;
	void *arg;
	struct observations *f; /* filled in while seen is called; the caller's room */
};
int world_compute(struct world *w, struct world_compute *c, struct err *e);

#endif
