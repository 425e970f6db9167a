/* The sidecar of an input file: lines KEY=VALUE in NAME.meta, or in NAME with its .xml, .xml.gz or .gz
 * replaced by .meta. UTF-8, but the value of `name` (the file's own name) may be any bytes; lines end in LF
 * or CR LF; a byte order mark before the first is skipped, and so are blank lines and those that start with
 * #. */
#ifndef EXTRACT_META_H
#define EXTRACT_META_H

#include "core/buf.h"
#include "core/err.h"

#define META_BYTES 16384 /* a sidecar has some ten short lines */

struct meta {
	size_t len;	       /* META_BYTES: it is too long, and cut */
	char text[META_BYTES]; /* NUL-terminated */
};

/* Reads it and checks it. No sidecar is an empty one. What was read stays in m after ERR_FILE, so that
 * whoever is given m finds the same fault. Errors: what meta_check says, ERR_NOINPUT when reading fails. */
int meta_read(struct meta *m, const char *name, struct err *e);

/* Errors: ERR_FILE at `name` and the line: too long, a line without `=`, a key for the second time, a NUL, a
 * CR inside a line, bytes that are not UTF-8. */
int meta_check(const struct meta *m, const char *name, struct err *e);

/* The value of key, "" (len 0) when there is none; borrowed. */
struct slice meta_find(const struct meta *m, const char *key);

#endif
