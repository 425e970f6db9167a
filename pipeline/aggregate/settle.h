/* Settling versions: of all clean records of a key the greatest (sent_at, message, number of the record in
 * its file, SHA-256 of the clean record) stands: of one message the later record. */
#ifndef AGGREGATE_SETTLE_H
#define AGGREGATE_SETTLE_H

#include <stdint.h>
#include "core/record.h"
#include "model/feed.h"

/* Takes the version that stands, in key order. sent is normalised to +07:00. Borrowed until it returns. */
typedef int settled_fn(
	void *arg, const struct record *r, const char *sent, const unsigned char hash[32], struct err *e);

struct settle_options {
	bool is_settled;      /* the input has one version a key, in key order: nothing is kept; checked */
	bool is_trusted;      /* the same in any order, and nobody asks for hashes: nothing is checked */
	unsigned part, parts; /* only the keys of this part, 1..parts; 0: all */
	size_t sort_bytes;    /* 0: LIMIT_SORT_BYTES */
};

/* read = kept + rejected (of bad files) + duplicate (older versions, repeats). */
struct settle_counts {
	uint64_t read, kept, rejected, duplicate;
	uint64_t files, bad_files;
};

struct settler;

/* A sink of clean records and file rows of any files, in any order; a file whose row says bad is void.
 * Owns: *out is yours. Errors: ERR_NOMEM;
 * of put: ERR_FILE for raw records and for a settled input that is not. Memory: O(1), the sorter's,
 * O(files). */
int settler_new(struct settler **out, const struct feed *f, const struct settle_options *o, settled_fn *fn,
	void *arg, struct err *e);
void settler_free(struct settler *s);
struct sink *settler_sink(struct settler *s);

/* After the last record of the last stream: gives what stands. Errors: the sorter's, what fn sets. */
int settler_finish(struct settler *s, struct settle_counts *counts, struct err *e);

#endif
