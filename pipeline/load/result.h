/* What became of a file, as one line for people and scripts. */
#ifndef LOAD_RESULT_H
#define LOAD_RESULT_H

#include "load/loader.h"

/* Appends `file=HASH state=loaded|duplicate|bad load=ID read=N kept=N rejected=N duplicate=N repeated=N
 * sent_at=T sent_from=W periods=P,P`, `strangers=N` when there are some, of a bad one also `reason=…` to the
 * end of the line. No line end. */
int load_result_line(const struct load_result *r, struct buf *out, struct err *e);

/* What became of all files. */
struct load_total {
	uint64_t read, kept, rejected, duplicate, strangers;
	bool has_bad;
};

void load_total_add(struct load_total *t, const struct load_result *r);

#endif
