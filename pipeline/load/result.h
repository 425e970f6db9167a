/* What became of a file, as one line for people and scripts. */
#ifndef LOAD_RESULT_H
#define LOAD_RESULT_H

#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"

enum load_outcome { OUTCOME_LOADED, OUTCOME_DUPLICATE, OUTCOME_BAD };

/* What became of one file. Borrowed until the call returns. */
struct load_result {
	const char *file;
	enum load_outcome outcome;
	int64_t load_id; /* of a duplicate: the load that stands */
	uint64_t read, kept, rejected, duplicate;
	uint64_t repeated;  /* of them, records whose key a later record of the same file has */
	uint64_t strangers; /* beside what was read: elements where records stand that are none */
	const char *sent_at, *sent_from;
	const char *code, *reason; /* of a bad one: a row of reject_codes.csv, one line; else "" */
	const char *periods;	   /* "2024-Q1,2024-Q2" */
};

/* Appends `file=HASH state=loaded|duplicate|bad load=ID read=N kept=N rejected=N duplicate=N repeated=N
 * sent_at=T sent_from=W periods=P,P`, `strangers=N` when there are some, of a bad one also `reason=…` to the
 * end of the line. No line end. Errors: as buf_add. */
int load_result_line(const struct load_result *r, struct buf *out, struct err *e);

/* What became of all files. */
struct load_total {
	uint64_t read, kept, rejected, duplicate, strangers;
	bool has_bad;
};

void load_total_add(struct load_total *t, const struct load_result *r);

#endif
