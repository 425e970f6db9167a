/* What a file that is no XML message is instead, told by its first bytes: rows of signatures.csv. */
#ifndef EXTRACT_SIGNATURE_H
#define EXTRACT_SIGNATURE_H

#include "core/buf.h"
#include "core/table.h"

#define SIGNATURE_BYTES                                                                                      \
	4096 /* of a file that are looked at: a gateway's whole error page, a packet's first record */

/* The first row of t, valid on date, that the bytes fit: they begin as `starts` says (behind a byte order
 * mark and blanks, letters in either case, \xHH for a byte) and hold `holds`, if it says anything. -1: none.
 */
long signature_find(const struct table *t, const char *date, struct slice bytes);

/* What would be taken instead. Owns: borrowed from t. */
const char *signature_expected(const struct table *t, long row);

#endif
