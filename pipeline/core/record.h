/* Records, rejects and the one interface that every stage has: a sink that takes them.
 *
 * A chain inside one program (extract → normalize → load) and a pipe of programs give the same rows, because
 * both are sinks: the CSV writer, the frame writer, the normalizer and the loader all implement struct sink.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"

/* Absent, empty and xsi:nil are three things on the raw side; on the clean side all three are CELL_ABSENT. */
enum cell_state { CELL_ABSENT, CELL_EMPTY, CELL_NIL, CELL_TEXT };

struct cell {
	const char *text; /* borrowed; not NUL-terminated; NULL unless CELL_TEXT */
	uint32_t len;
	enum cell_state state;
};

static inline bool cell_is_missing(const struct cell *c)
{
	return c->state != CELL_TEXT;
}

enum record_kind { RECORD_RAW, RECORD_CLEAN, RECORD_FILE, RECORD_END };

/* What is known of an input file once it has been read: the trailer row of kind `file`. */
struct file_verdict {
	bool is_ok;
	uint64_t read;		/* records seen in the file */
	uint64_t rejected;	/* of them, refused so far along the chain */
	uint64_t strangers;	/* elements where records stand that are none: held = read + strangers */
	struct slice sent_from; /* where sent_at came from: path, name, meta, arrival */
	struct slice reason;	/* why the file is bad; one line; "" when ok */
	int64_t dropped;	/* values inside records that no field takes; -1: nobody counted (a CSV) */
};

/* One row of the records stream. Borrowed until the call it came with returns.
 * Shape: cells has one entry a raw column (feed->nraw) for RECORD_RAW, one a clean column (feed->nclean) for
 * RECORD_CLEAN, none otherwise. */
struct record {
	enum record_kind kind;
	struct slice file; /* the file's id: SHA-256 hex of the uncompressed bytes, or base name, or "-" */
	uint64_t number;   /* of the record in its file, from 1; RECORD_END: rows of records in the stream */
	uint64_t line;	   /* where the record's start tag ends */
	struct slice message; /* X-Road id or the like */
	struct slice sent;    /* ISO 8601 with zone */
	const struct cell *cells;
	size_t ncells;
	struct file_verdict verdict; /* RECORD_FILE only */
};

enum reject_severity { REJECT_FIELD, REJECT_RECORD, REJECT_FILE };

/* Why a field, record or file was refused: enough to find, mend and replay it.
 * found holds the value only for fields that may be kept and are no free text; else length and class. */
struct reject {
	struct slice file;
	uint64_t number, line;
	enum reject_severity severity;
	const char *field; /* "" when it is the record or file */
	const char *code;  /* row of reject_codes.csv, e.g. "number.ambiguous" */
	const char *expected;
	struct slice found;
	struct slice agency; /* whose record it is, by the feed's column agency; empty: not known */
	struct slice key;    /* the record's key, clean, U+001F between its cells; empty: not known. For the
				warehouse: the CSV of rejects has none */
	const struct record *raw; /* by the parser: the record as far as it was read, for the stage behind it
				     in the same process, which finds its agency and key; NULL: none */
};

/* A stage. put and reject return 0, or -1 with e set (which ends the run). A sink borrows what it is given.
 */
struct sink {
	int (*put)(struct sink *self, const struct record *r, struct err *e);
	int (*reject)(struct sink *self, const struct reject *r, struct err *e);
};

#endif
