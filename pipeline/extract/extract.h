/* From the XML of one file to raw records: what the feed's rows say is kept, nothing else leaves this room.
 *
 * Names are matched by namespace and local name, never by the sender's prefix. Text is as sent (line ends as
 * XML gives them); absent, empty and xsi:nil stay apart. Dropped fields are never collected; pseudonyms are
 * made here. */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "core/err.h"
#include "core/record.h"
#include "extract/request.h"
#include "model/catalog.h"
#include "model/feed.h"

void extraction_free(struct extraction *x);

/* Before a cell is started in which extract_file or extract_probe will run: there no file can be opened, and
 * what they ask of the catalogue must have been read. Errors: ERR_CATALOG. */
int extract_prepare(struct catalog *c, struct err *e);

/* Whether files of the feed can be read as its rows say: record, message, sent_at, the fields' paths, their
 * namespaces on date, and faults.csv. Needs no file and no key. Errors: ERR_CATALOG at the row that is wrong,
 * ERR_NOMEM. */
int extract_verify(const struct feed *f, struct catalog *c, const char *date, struct err *e);

/* Reads the file behind fd and puts its raw records, then one RECORD_FILE row (never RECORD_END: the door
 * does, after its last file). A bad file is no error: verdict.is_ok is false, reason is one line, and one
 * reject of severity file was sent. Shape: cells has one entry a field of the feed, in order. name: as given
 * on the command line ("-" for stdin); without options.meta its sidecar is found by it, as meta.h says.
 * Errors: ERR_USAGE (pseudonym field without key), ERR_CATALOG (a path that cannot be read), ERR_NOINPUT
 * (reading fails), ERR_NOMEM, what next sets. Memory: O(one record). */
int extract_file(int fd, const char *name, const struct extract_options *o, struct sink *next,
	struct extract_result *r, struct err *e);

#endif
