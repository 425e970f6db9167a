/* From the XML of one file to raw records: what the feed's rows say is kept, nothing else leaves this room.
 *
 * Names are matched by namespace and local name, never by the sender's prefix. Text is as sent (line ends as
 * XML gives them); absent, empty and xsi:nil stay apart. Dropped fields are never collected; pseudonyms are
 * made here. */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "core/err.h"
#include "core/hash.h"
#include "core/record.h"
#include "model/catalog.h"
#include "model/feed.h"
#include "stream/meta.h"

struct extraction; /* what is kept from file to file: making a feed's plan takes longer than reading a small
		      message */
void extraction_free(struct extraction *x);

struct extract_options {
	const struct feed *feed;
	struct catalog *catalog; /* namespaces, fault paths, and the other feeds (to name the one that fits a
				    strange file) */
	const char *date;	 /* YYYY-MM-DD that the catalogue is read at */
	const char *file_id;	 /* _file of every row; NULL: base name, "-" for stdin */
	int64_t now;
	const char *sent_at;	 /* NULL: by the feed's sources */
	const struct meta *meta; /* the sidecar, read already (checked or not); NULL: read beside the file */
	struct pseudonym *pseudonym;
	bool hash_bytes;	  /* fill sha256; costs a pass over what a bad file has left */
	bool tells_untaken;	  /* what no field takes is put as rejects, see untaken.h */
	struct extraction **kept; /* NULL: nothing is kept. *kept starts as NULL and is yours to free */
};

struct extract_result {
	unsigned char sha256[32]; /* of the uncompressed bytes; zeros unless hash_bytes */
	uint64_t bytes_in, bytes_xml;
	struct file_verdict verdict; /* its slices point into this struct */
	char sent[26];
	char sent_from[16]; /* path, name, meta, arrival; given when options say so */
	char reason[800];
};

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
