/* The encodings that XML may be in when it says so, beside UTF-8 and UTF-16: rows of encodings.csv.
 *
 * Only such of one byte a character that are ASCII below 128 and nothing of ASCII above: what looks through a
 * document's bytes before the parser (core/scan.h) then sees the same markup as the parser. */
#ifndef EXTRACT_ENCODING_H
#define EXTRACT_ENCODING_H

#include "core/table.h"
#include "model/catalog.h"

/* Opens the converters of all rows, for good: in the cell no file of theirs can be opened. Errors:
 * ERR_CATALOG at the row of one that this machine does not know, or that is not of that kind. */
int encodings_prepare(struct catalog *c, struct err *e);

/* Whether a row of t, valid on date, has this name and is open; letters in either case. */
bool encodings_has(const struct table *t, const char *date, const char *name);

#endif
