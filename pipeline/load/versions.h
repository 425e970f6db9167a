/* Clean records as chunks of binary COPY: a wide row for the versions, a narrow one for the choice of the
 * current. */
#ifndef LOAD_VERSIONS_H
#define LOAD_VERSIONS_H

#include "core/hash.h"
#include "load/db.h"
#include "model/catalog.h"
#include "model/feed.h"
#include "model/period.h"

#define CHUNK_ROWS 8192 /* some 60 ms of the server's work: small beside a file, large beside a statement */
#define CHUNK_FEW_ROWS 2048	   /* of whole small files: sent while others are parsed */
#define CHUNK_BYTES (3u << 20)	   /* of wide rows: two chunks are in memory at once */
#define VERSIONS_PERIOD_COLUMNS 16 /* date columns of one feed that measures use */

struct chunk {
	struct buf rows, keys;
	unsigned n;
	bool is_alone; /* holds rows of a file that other chunks hold rows of too */
};

/* A place in a chunk: where a file's rows begin. */
struct chunk_mark {
	size_t rows, keys;
	unsigned n;
};

struct versions {
	const struct feed *f;
	struct periods *periods;
	struct period_column columns[VERSIONS_PERIOD_COLUMNS];
	size_t ncolumns;
	char today[11];
	char quarter[8]; /* of acceptance: "2024-Q2" */
	int64_t load_id;
	int64_t sent_min, sent_max; /* of the records added since load_id was set */
	struct sha256 *hash;
	struct buf scratch, touched, sent;
	int64_t sent_seconds;
};

/* Unit: now in seconds; its day and quarter at +07:00 are those of acceptance. Errors: ERR_CATALOG for
 * periods that cannot be read, or more date columns than VERSIONS_PERIOD_COLUMNS; ERR_NOMEM. */
int versions_init(struct versions *v, const struct feed *f, struct catalog *c, int64_t now, struct err *e);
void versions_release(struct versions *v);
void versions_begin(struct versions *v, int64_t load_id);

/* Appends a clean record. Errors: ERR_FILE at the record's line for a missing key or sent_at, and for text
 * that is not of its column's type. */
int versions_add(struct versions *v, struct chunk *c, const struct record *r, struct err *e);
bool chunk_is_full(const struct chunk *c);
void chunk_here(const struct chunk *c, struct chunk_mark *m);
void chunk_cut(struct chunk *c, const struct chunk_mark *m); /* what was added since the mark goes */
/* What was added since the mark goes to the end of another chunk. */
int chunk_move(struct chunk *c, const struct chunk_mark *m, struct chunk *to, struct err *e);
void chunk_reset(struct chunk *c);
void chunk_release(struct chunk *c);

/* COPY of a chunk's wide rows into the partition of the quarter. is_new: COPY FREEZE, lawful only in the
 * (sub)transaction that made it. Errors: db_fail's: ERR_FILE for data that the database refuses. */
int versions_send(struct versions *v, struct db *db, struct chunk *c, bool is_new, struct err *e);

#endif
