/* Which feed a file belongs to, told from its first elements. */
#ifndef EXTRACT_PROBE_H
#define EXTRACT_PROBE_H

#include "core/catalog.h"
#include "core/err.h"

/* Reads from fd until one feed's record path, or the part of it below the SOAP envelope, is met.
 * Owns: *feed_name is borrowed from the catalogue; NULL when none fits or the file cannot be read as XML.
 * Errors: ERR_CATALOG, ERR_NOINPUT, ERR_NOMEM. */
int extract_probe(
	int fd, const char *name, struct catalog *c, const char *date, const char **feed_name, struct err *e);

#endif
