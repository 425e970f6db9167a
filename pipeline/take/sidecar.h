/* The sidecar of a file in the inbox, found by stream/meta.h's one rule, and what of it goes into the raw
 * zone.
 */
#ifndef TAKE_SIDECAR_H
#define TAKE_SIDECAR_H

#include "core/buf.h"
#include "core/err.h"

/* Appends the text of the raw zone's meta: name= (shown), arrived=, then the sidecar's own lines without a
 * name and an arrival of theirs, comments and carriage returns. Without a sidecar: the first two. Errors:
 * ERR_FILE for a sidecar that is a link or no file, cannot be read, is too long or has a line without
 * `=`: the file is refused by it; ERR_NOMEM. */
int sidecar_read(
	struct buf *out, int folder, const char *base, const char *shown, const char *arrived, struct err *e);

/* The sidecar as it lies there, to be copied: a descriptor of yours, or -1 when there is none that can be
 * read. */
int sidecar_open(int folder, const char *base);

/* Removes the sidecar that the rule finds, unless another file in the folder may have the same one.
 * Shape: 0, or the errno of what could not be removed. */
int sidecar_remove(int folder, const char *base);

#endif
