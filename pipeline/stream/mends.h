/* Values that a named person put in the place of refused ones: of which record and field of which file. The
 * sender's bytes stay as they are; whoever reads the file reads its record with these. */
#ifndef STREAM_MENDS_H
#define STREAM_MENDS_H

#include <stdint.h>
#include "core/buf.h"

struct mend {
	const char *file, *feed; /* SHA-256 hex of the uncompressed bytes */
	uint64_t record, line;	 /* the record must stand at that line, or it is not the one that was meant */
	const char *field;
	const char *value; /* NULL: the field is empty */
	int64_t id;	   /* of audit.repair */
};

/* A zeroed struct is empty. */
struct mends {
	struct mend *list;
	size_t n, room;
	struct arena texts;
};

/* Copies a row; of one file, record and field the greatest id stands in the end. Errors: ERR_NOMEM. */
int mends_add(struct mends *m, const struct mend *row, struct err *e);

/* Sorts what was added: before the first mends_find. */
void mends_sort(struct mends *m);
void mends_release(struct mends *m);

/* Those of a file as of a feed, by record. Shape: *n of them, borrowed; NULL when there is none. m: may be
 * NULL. */
const struct mend *mends_find(const struct mends *m, const char *file, const char *feed, size_t *n);

/* The greatest id of a file's; 0: none. */
int64_t mends_last(const struct mends *m, const char *file, const char *feed);

#endif
