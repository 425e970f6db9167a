/* The sidecar of an input file: lines KEY=VALUE in NAME.meta, or in NAME with its .xml, .xml.gz or .gz
 * replaced by .meta. */
#ifndef EXTRACT_META_H
#define EXTRACT_META_H

#include "core/buf.h"
#include "core/err.h"

#define META_BYTES 16384 /* a sidecar has some ten short lines */

struct meta {
	size_t len;
	char text[META_BYTES];
};

/* No sidecar is an empty one. Blank lines and lines that start with # are skipped by meta_find.
 * Errors: ERR_FILE when it is too long or has a line without `=`, ERR_NOINPUT when reading fails. */
int meta_read(struct meta *m, const char *name, struct err *e);

/* The value of key, "" (len 0) when there is none; borrowed. */
struct slice meta_find(const struct meta *m, const char *key);

#endif
