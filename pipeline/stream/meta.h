/* The sidecar of an input file: lines KEY=VALUE in NAME.meta, or in NAME with its .xml, .xml.gz or .gz
 * replaced by .meta. The one rule for whoever asks: what the night takes and what is read by hand. UTF-8, but
 * the value of `name` (the file's own name) may be any bytes; lines end in LF or CR LF; a byte order mark
 * before the first is skipped, and so are blank lines and those that start with #. */
#ifndef STREAM_META_H
#define STREAM_META_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"

#define META_BYTES 16384 /* a sidecar has some ten short lines */

struct meta {
	size_t len;	       /* META_BYTES: it is too long, and cut */
	char text[META_BYTES]; /* NUL-terminated */
};

/* The names that the sidecar of `name` may have, in the order in which they are asked: n 0 is NAME.meta, n 1
 * the other one. Shape: out holds `size` bytes. False when there is no such name (or no room for it). */
bool meta_name(char *out, size_t size, const char *name, int n);

/* Reads an open sidecar; name is the input's, for messages. Errors: as meta_read. */
int meta_read_from(struct meta *m, int fd, const char *name, struct err *e);

/* Reads it and checks it. No sidecar is an empty one. What was read stays in m after ERR_FILE, so that
 * whoever is given m finds the same fault. Errors: what meta_check says, ERR_NOINPUT when reading fails. */
int meta_read(struct meta *m, const char *name, struct err *e);

/* Errors: ERR_FILE at `name` and the line: too long, a line without `=`, a key for the second time, a NUL, a
 * CR inside a line, bytes that are not UTF-8. */
int meta_check(const struct meta *m, const char *name, struct err *e);

/* The value of key, "" (len 0) when there is none; borrowed. */
struct slice meta_find(const struct meta *m, const char *key);

#endif
