/* Bad files, each as HASH12-NAME beside HASH12-NAME.txt, which says why in both languages, and
 * HASH12-NAME.meta, its sidecar. */
#ifndef TAKE_QUARANTINE_H
#define TAKE_QUARANTINE_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"
#include "model/catalog.h"
#include "stream/manifest.h"

#define QUARANTINE_BATCH 256 /* of one sync */

struct quarantine {
	const char *dir;
	int fd;
	const char *received;	 /* --now */
	struct catalog *catalog; /* messages: read with the first note */
	char **pending; /* names that wait: of a file and its sidecar when they have bytes, of its note */
	size_t n;
};

/* Opens the folder and removes what a killed run left half. Errors: ERR_OUTPUT, ERR_NOMEM.
 * Owns: *q is yours, quarantine_close; c must live as long. */
int quarantine_open(
	struct quarantine *q, const char *dir, const char *received, struct catalog *c, struct err *e);
void quarantine_close(struct quarantine *q);

/* Whether the row's file lies there already. Errors: ERR_OUTPUT. */
bool quarantine_has(const struct quarantine *q, const struct manifest_row *row, struct err *e);

/* Copies fd and sidecar (-1: there is none, or it lies there already) and writes the note; all have their
 * names after quarantine_sync. Errors: ERR_NOINPUT when one cannot be read, ERR_OUTPUT, ERR_WRITE, ERR_NOMEM,
 * ERR_CATALOG (messages). */
int quarantine_put(struct quarantine *q, const struct manifest_row *row, int fd, int sidecar, struct err *e);
int quarantine_sync(struct quarantine *q, struct err *e);

#endif
