/* The bytes of one input file, gzip undone, counted, limited and hashed on the way. */
#ifndef EXTRACT_GZIP_H
#define EXTRACT_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/err.h"

struct source;

/* Owns: *out is yours, source_free; fd stays the caller's. Errors: ERR_NOMEM. */
int source_new(struct source **out, int fd, bool hash_bytes, struct err *e);
void source_free(struct source *s);

/* The next uncompressed bytes: their number, 0 at the end, -1 on error.
 * gzip is told by its first two bytes; several members follow one another; zeros after the last are padding.
 * Errors: ERR_NOINPUT when reading fails; ERR_FILE for gzip that is damaged, cut off or over its ratio, and
 * for a file over LIMIT_FILE_BYTES: source_code() then names the reject code. */
long source_read(struct source *s, char *out, size_t len, struct err *e);
const char *source_code(const struct source *s);

/* Reads what is left, so that a cut-off tail is seen and the hash is whole. */
int source_drain(struct source *s, struct err *e);

uint64_t source_bytes_in(const struct source *s);
uint64_t source_bytes_out(const struct source *s);

/* SHA-256 of all bytes given out; only with hash_bytes, once. */
int source_hash(struct source *s, unsigned char out[32], struct err *e);

#endif
