/* Bad files, each as HASH12-NAME beside HASH12-NAME.txt, which says why in both languages. */
#ifndef TAKE_QUARANTINE_H
#define TAKE_QUARANTINE_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"
#include "core/manifest.h"

#define QUARANTINE_BATCH 256 /* of one sync */

struct quarantine {
	const char *dir;
	int fd;
	const char *received; /* --now */
	char **pending;	      /* names that wait: of a file when it has bytes, of its note */
	size_t n;
};

/* Opens the folder and removes what a killed run left half. Errors: ERR_OUTPUT, ERR_NOMEM.
 * Owns: *q is yours, quarantine_close. */
int quarantine_open(struct quarantine *q, const char *dir, const char *received, struct err *e);
void quarantine_close(struct quarantine *q);

/* Whether the row's file lies there already. */
bool quarantine_has(const struct quarantine *q, const struct manifest_row *row, struct err *e);

/* Copies fd (-1: its bytes are nowhere, or there already) and writes the note; both have their names after
 * quarantine_sync. Errors: ERR_NOINPUT when fd cannot be read, ERR_OUTPUT, ERR_WRITE, ERR_NOMEM. */
int quarantine_put(struct quarantine *q, const struct manifest_row *row, int fd, struct err *e);
int quarantine_sync(struct quarantine *q, struct err *e);

#endif
