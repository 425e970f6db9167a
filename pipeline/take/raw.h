/* The raw zone: each file once, named by its hash, beside what is known of it (HASH.meta). Nothing has its
 * name there before its bytes are on the disk, and no bytes before their meta. */
#ifndef TAKE_RAW_H
#define TAKE_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"

#define RAW_BATCH_FILES 1024	      /* of one sync */
#define RAW_BATCH_BYTES (256ll << 20) /* and at most so many bytes that a kill makes us copy again */

struct raw_pending {
	char hash[65];
	bool is_gzip;
	bool has_meta; /* it waits for its name as well */
};

struct raw {
	const char *dir;
	int fd;
	struct raw_pending *pending;
	size_t n;
	int64_t bytes;
};

/* Opens the folder and removes what a killed run left half. Errors: ERR_OUTPUT, ERR_NOMEM.
 * Owns: *r is yours, raw_close. */
int raw_open(struct raw *r, const char *dir, struct err *e);
void raw_close(struct raw *r); /* what was not synced is removed */

/* Whether the file is stored, or will be with this batch: then name (80 bytes) says under which name. size:
 * what it has in the raw zone when it is no gzip; another one there is no copy of it. */
bool raw_find(const struct raw *r, const char *hash, uint64_t size, char name[80]);

/* Copies fd. meta is written unless a meta of the hash is there: the first arrival's stands. *is_same: the
 * bytes that went over have the SHA-256 `packed`; if not, nothing is stored.
 * Errors: ERR_NOINPUT when fd cannot be read, ERR_OUTPUT, ERR_WRITE. */
int raw_add(struct raw *r, int fd, const char *hash, bool is_gzip, const unsigned char packed[32],
	struct slice meta, bool *is_same, char name[80], struct err *e);

/* Forgets the file that was added last, before it was synced. */
void raw_drop(struct raw *r);

bool raw_is_full(const struct raw *r); /* time to sync */

/* One sync, then the names. Errors: ERR_WRITE, ERR_OUTPUT. */
int raw_sync(struct raw *r, struct err *e);

#endif
