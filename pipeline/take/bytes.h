/* A file's bytes from one descriptor to another, and what went over. */
#ifndef TAKE_BYTES_H
#define TAKE_BYTES_H

#include <stddef.h>
#include "core/err.h"

/* Copies all of `from`, from its beginning and without moving its offset, to the empty file `to`, by the
 * kernel where it can. Errors: ERR_NOINPUT when from cannot be read, ERR_WRITE. Memory: O(1). */
int bytes_copy(int from, int to, struct err *e);

/* SHA-256 of all bytes of a file. Errors: ERR_NOINPUT, ERR_NOMEM. Memory: O(1). */
int bytes_hash(int fd, unsigned char out[32], struct err *e);

/* Writes all of data at the descriptor's offset. Errors: ERR_WRITE. */
int bytes_write(int to, const void *data, size_t len, struct err *e);

/* Removes every name that ends in .new from a folder: what a killed run was writing there. Errors: ERR_OUTPUT
 * at `name` when the folder cannot be read or one cannot be removed. */
int bytes_clean(int folder, const char *name, struct err *e);

#endif
