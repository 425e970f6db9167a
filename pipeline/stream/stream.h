/* The records stream as CSV: header, rows, one `file` row a file, one `end` row. */
#ifndef STREAM_STREAM_H
#define STREAM_STREAM_H

#include <stdio.h>
#include "core/record.h"
#include "model/feed.h"

#define STREAM_FORMAT 1 /* record-format number: part of a load's identity */

/* Standard columns, before the feed's: _kind,_file,_record,_line,_message,_sent */
#define STREAM_STANDARD_COLUMNS 6

struct stream_writer {
	struct sink sink; /* first: a writer is a sink; reject goes to the rejects file */
	FILE *out;
	FILE *rejects; /* NULL: rejects are only counted by the caller */
	const struct feed *feed;
	bool is_clean;
	uint64_t rows;
};

/* Writes the header of raw or clean columns at once, and the header of rejects. Errors: ERR_WRITE. Owns:
 * nothing, the FILEs are the caller's. The caller puts a RECORD_END row at the end (its number is filled in
 * here). */
int stream_writer_init(struct stream_writer *w, FILE *out, FILE *rejects, const struct feed *f, bool is_clean,
	struct err *e);

/* Reads a stream (raw or clean, told by its header) and puts every row, RECORD_FILE and RECORD_END included.
 * is_clean may be NULL. Errors: ERR_FILE "stream cut off" when there is no end row, or its count differs. */
int stream_read(
	FILE *in, const char *name, const struct feed *f, struct sink *next, bool *is_clean, struct err *e);

/* Writes the header of the rejects CSV, and one reject. Errors: ERR_WRITE. */
int rejects_write_header(FILE *out, struct err *e);
int rejects_write(FILE *out, const struct reject *r, struct err *e);
const char *reject_severity_name(enum reject_severity s); /* field, record, file */

#endif
