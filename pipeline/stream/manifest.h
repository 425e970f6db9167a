/* The manifest of a night's files: a CSV that a person can open, one row a file that lay in the inbox, then
 * one `end` row with their number. chiso-take writes it, chiso-ingest --manifest fills in what became of each
 * file, chiso-take --settle reads that. */
#ifndef STREAM_MANIFEST_H
#define STREAM_MANIFEST_H

#include <stdint.h>
#include <stdio.h>
#include "core/buf.h"
#include "core/err.h"

/* The columns behind _kind, in order. */
enum manifest_column {
	MANIFEST_FILE,	/* SHA-256 hex of the uncompressed bytes (of the packed ones of refused gzip); ""
			   unknown */
	MANIFEST_FEED,	/* "" when it is of none */
	MANIFEST_STATE, /* taken, refused, left */
	MANIFEST_BYTES, /* as it lay there, packed or not */
	MANIFEST_NAME,	/* shown, see core/shown.h */
	MANIFEST_PATH,	/* below the inbox, shown */
	MANIFEST_RAW,	/* its name in the raw zone: FILE.xml or FILE.xml.gz, of taken ones alone */
	MANIFEST_CODE,	/* a row of reject_codes.csv; "" of taken ones */
	MANIFEST_REASON,
	MANIFEST_VERDICT, /* from here on "" until the loader has spoken: loaded, duplicate, bad, left */
	MANIFEST_LOAD,
	MANIFEST_READ,
	MANIFEST_KEPT,
	MANIFEST_REJECTED,
	MANIFEST_DUPLICATE,
	MANIFEST_STAT, /* what the file in the inbox is known again by */
	MANIFEST_COLUMNS
};

struct manifest_row {
	struct slice cells[MANIFEST_COLUMNS]; /* empty: absent. When read: borrowed until the call returns */
	long line;			      /* of the manifest, when read */
};

struct manifest_writer {
	FILE *out;
	uint64_t rows;
};

/* Writes the header at once. Owns: out is the caller's. Errors: ERR_WRITE. */
int manifest_begin(struct manifest_writer *w, FILE *out, struct err *e);
int manifest_write(struct manifest_writer *w, const struct manifest_row *row, struct err *e);
int manifest_end(struct manifest_writer *w, struct err *e); /* the end row; flushes nothing */

typedef int manifest_row_fn(void *arg, const struct manifest_row *row, struct err *e);

/* Reads every file's row in order. Refused: another header, a state or verdict that is none of its words, a
 * file that is no SHA-256, a raw name that is not of its file, a taken row without file, feed or raw, a
 * number that is none. Errors: ERR_FILE with the line; "cut off" without an end row, or when its number
 * differs; what fn sets. Memory: O(one row). */
int manifest_read(FILE *in, const char *name, manifest_row_fn *fn, void *arg, struct err *e);

#endif
