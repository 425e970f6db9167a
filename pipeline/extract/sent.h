/* When a message was sent: the first of the feed's sources that knows.
 *
 * feeds.sent_at lists them, separated by blanks: `path:PATH` (in the envelope, before the records),
 * `name:PATTERN` (in the file name; %Y %m %d %H %M %S and literal characters, found anywhere), `meta` (the
 * sidecar's sent_at), `arrival` (its arrived, else now). Times are civil time of Viet Nam. Source: design 4;
 * X-Road 4.0 and QCVN 120 messages carry no time. */
#ifndef EXTRACT_SENT_H
#define EXTRACT_SENT_H

#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"

/* What each source has to say; empty slices where it is silent. */
struct sent_hints {
	struct slice path; /* text at the path */
	struct slice name; /* file name: the sidecar's name, else the base name */
	struct slice meta, arrived;
	int64_t now;
};

/* The path in `sources`, without `path:`; empty when there is none. */
struct slice sent_path(const char *sources);

/* Shape: out is ISO 8601 with +07:00, from one of path, name, meta, arrival.
 * Errors: ERR_RECORD for a path or sidecar value that is no time (ISO or yyyyMMddHHmmss), ERR_CATALOG for an
 * unknown source. */
int sent_find(const char *sources, const struct sent_hints *h, char out[26], char from[16], struct err *e);

#endif
