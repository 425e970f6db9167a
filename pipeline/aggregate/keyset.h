/* A set of keys of a distinct measure. */
#ifndef AGGREGATE_KEYSET_H
#define AGGREGATE_KEYSET_H

#include <stddef.h>
#include "core/buf.h"

/* A zeroed struct is empty. The keys' bytes live in the arena that they were added with. */
struct keyset {
	const char **slots; /* open addressing; NULL: free */
	size_t nslots, n;
};

/* Owns: the key is copied into a. Errors: ERR_NOMEM; ERR_FILE for a key with a blank in it, which separates
 * keys in the stream. */
int keyset_add(struct keyset *s, struct arena *a, const char *key, size_t len, struct err *e);

/* Appends the keys sorted bytewise, joined by blanks. Errors: ERR_NOMEM. */
int keyset_write(const struct keyset *s, struct buf *out, struct err *e);
void keyset_release(struct keyset *s);

#endif
