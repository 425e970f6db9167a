/* Look-ups remembered by the bytes asked for: a feed repeats a few agencies and codes a million times. */
#ifndef NORMALIZE_MEMO_H
#define NORMALIZE_MEMO_H

#include <stdint.h>
#include "core/buf.h"

#define MEMO_SLOTS 1024u /* direct-mapped: an answer replaces the one in its place */

struct memo_entry {
	uint64_t hash;
	size_t tag; /* what else the answer depends on: epoch, territory */
	char *text; /* key, then value */
	uint32_t key_len, value_len;
	const char *code; /* refusal, or NULL */
};

/* A zeroed struct is empty. Memory: O(MEMO_SLOTS). */
struct memo {
	struct memo_entry *entries;
};

const struct memo_entry *memo_find(const struct memo *m, size_t tag, struct slice key, uint64_t *hash);

/* Remembers; returns the entry, or NULL with e set. hash: from memo_find. Errors: ERR_NOMEM. */
const struct memo_entry *memo_put(struct memo *m, size_t tag, uint64_t hash, struct slice key,
	struct slice value, const char *code, struct err *e);
struct slice memo_value(const struct memo_entry *entry);
void memo_release(struct memo *m);

#endif
