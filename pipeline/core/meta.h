/* The sidecar of an input file: lines KEY=VALUE in NAME.meta, or in NAME with its .xml, .xml.gz or .gz
 * replaced by .meta. The one rule for whoever asks: what the night takes and what is read by hand. */
#ifndef CORE_META_H
#define CORE_META_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"

#define META_BYTES 16384 /* a sidecar has some ten short lines */

struct meta {
	size_t len;
	char text[META_BYTES];
};

/* The names that the sidecar of `name` may have, in the order in which they are asked: n 0 is NAME.meta, n 1
 * the other one. Shape: out holds `size` bytes. False when there is no such name (or no room for it). */
bool meta_name(char *out, size_t size, const char *name, int n);

/* Reads an open sidecar; name is the input's, for messages. Errors: as meta_read. */
int meta_read_from(struct meta *m, int fd, const char *name, struct err *e);

/* No sidecar is an empty one. Blank lines and lines that start with # are skipped by meta_find.
 * Errors: ERR_FILE when it is too long or has a line without `=`, ERR_NOINPUT when reading fails. */
int meta_read(struct meta *m, const char *name, struct err *e);

/* The value of key, "" (len 0) when there is none; borrowed. */
struct slice meta_find(const struct meta *m, const char *key);

#endif
