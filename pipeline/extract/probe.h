/* Which feed a file belongs to, told from its first elements. */
#ifndef EXTRACT_PROBE_H
#define EXTRACT_PROBE_H

#include <stdbool.h>
#include "core/err.h"
#include "model/catalog.h"

struct probe; /* the record paths of all feeds at one date */

/* Owns: *out is yours, probe_free; c must live as long. Errors: ERR_CATALOG, ERR_NOMEM. */
int probe_new(struct probe **out, struct catalog *c, const char *date, struct err *e);
void probe_free(struct probe *p);

/* Why the first of the feeds that it cannot tell is none of its own (a record path that cannot be read);
 * NULL: it knows them all. Borrowed. Errors: none of its own. */
const struct err *probe_wrong(const struct probe *p);

/* Reads from fd, once more from its beginning when nothing fits and it can be sought, until one feed's record
 * path, or the part of it below the envelope, is met. Owns: *feed_name is borrowed from the catalogue; NULL
 * when none fits or the file cannot be read as XML. Errors: ERR_NOINPUT, ERR_NOMEM. */
int probe_read(struct probe *p, int fd, const char **feed_name, struct err *e);

/* What the file that was read last is, when no feed fits. Texts are borrowed from the probe and its
 * catalogue. */
struct probe_finding {
	const char *code; /* of reject_codes.csv; NULL: nothing is known */
	const char *found, *expected;
	long line;
};

/* No message at all (a row of signatures.csv), or a feed's packet in an envelope that envelopes.csv does not
 * have, or the feed does not name. */
struct probe_finding probe_finding(const struct probe *p);

#endif
