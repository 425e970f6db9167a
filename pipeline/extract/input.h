/* The bytes of one input file, gzip and a zip of one file undone, counted, limited and hashed on the way. */
#ifndef EXTRACT_INPUT_H
#define EXTRACT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/err.h"

struct input;

/* Owns: *out is yours, input_free; fd stays the caller's. Errors: ERR_NOMEM. */
int input_new(struct input **out, int fd, bool hash_bytes, struct err *e);
void input_free(struct input *s);

/* A second reader of the same file, from its beginning; NULL when that cannot be had (a pipe). The first must
 * not be read until input_again_end. Owns: *out is yours, input_again_end. Errors: ERR_NOMEM. */
int input_again(struct input **out, struct input *s, struct err *e);
void input_again_end(struct input *again, struct input *s);

/* The next uncompressed bytes: their number, 0 at the end, -1 on error.
 * gzip is told by its first two bytes; several members follow one another; zeros after the last are padding.
 * A zip is told by its first four and holds one file.
 * Errors: ERR_NOINPUT when reading fails; ERR_FILE for gzip or a zip that is damaged, cut off or over its
 * ratio, and for a file over LIMIT_FILE_BYTES: input_code() then names the reject code. */
long input_read(struct input *s, char *out, size_t len, struct err *e);
const char *input_code(const struct input *s);

/* Reads what is left, so that a cut-off tail is seen and the hash is whole. Errors: as input_read. */
int input_drain(struct input *s, struct err *e);

uint64_t input_bytes_in(const struct input *s);
uint64_t input_bytes_out(const struct input *s);

/* SHA-256 of all bytes given out; only with hash_bytes, once. Errors: ERR_FAULT of the library. */
int input_hash(struct input *s, unsigned char out[32], struct err *e);

#endif
