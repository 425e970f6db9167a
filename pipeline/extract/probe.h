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
 * NULL: it knows them all. Borrowed. */
const struct err *probe_wrong(const struct probe *p);

/* Reads from fd until one feed's record path, or the part of it below the SOAP envelope, is met.
 * Owns: *feed_name is borrowed from the catalogue; NULL when none fits or the file cannot be read as XML.
 * Errors: ERR_NOINPUT, ERR_NOMEM. */
int probe_read(struct probe *p, int fd, const char **feed_name, struct err *e);

/* What the file that was read last is, when it is no message: a row of signatures.csv, its words and its
 * reject code, which are borrowed from the catalogue. False: no row knows it. */
bool probe_named(const struct probe *p, const char **found, const char **code);

#endif
