/* When a message was sent: the first of the feed's sources that knows.
 *
 * feeds.sent_at lists them, separated by blanks: `path:PATH` (in the envelope, before the records),
 * `name:PATTERN` (in the file name; %Y %m %d %H %M %S and literal characters, found anywhere), `meta` (the
 * sidecar's sent_at), `arrival` (its arrived, else now). Times are civil time of Viet Nam. Source: X-ROAD-4.0
 * and QCVN120-2019, whose messages carry no time. */
#ifndef EXTRACT_SENT_H
#define EXTRACT_SENT_H

#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"
#include "model/dates.h"

/* What each source has to say; empty slices where it is silent. */
struct sent_hints {
	struct slice path; /* text at the path */
	struct slice name; /* file name: the sidecar's name, else the base name */
	struct slice meta, arrived;
	int64_t now;
	const struct dates *dates; /* how times are written */
};

/* The path in `sources`, without `path:`; empty when there is none. */
struct slice sent_path(const char *sources);

/* Whether feeds.sent_at can be read: words of the forms above, one path at most, from the root; a pattern
 * with year, month and day. file and line: of the feed's row. Errors: ERR_CATALOG. */
int sent_check(const char *sources, const char *file, long line, struct err *e);

#define SENT_AHEAD_SECONDS 86400 /* clocks differ and so do zones; more than a day is a mistake */

struct sent {
	char at[DATE_BYTES];	 /* ISO 8601 with +07:00 */
	char from[16];		 /* path, name, meta or arrival */
	char future[DATE_BYTES]; /* of the first source refused for being ahead of now; "" */
};

/* A time of more than SENT_AHEAD_SECONDS ahead of now would win over every correction for ever: its source is
 * passed over. Errors: ERR_RECORD for a path or sidecar value that is no time (as model/dates.h reads
 * fields); one that means nothing is silent, ERR_CATALOG for an unknown source. */
int sent_find(const char *sources, const struct sent_hints *h, struct sent *out, struct err *e);

#endif
