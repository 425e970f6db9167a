/* The rows of a manifest that are in hand at once. Shared by the manifest's files only. */
#ifndef LOAD_MANIFEST_WINDOW_H
#define LOAD_MANIFEST_WINDOW_H

#include "load/manifest_options.h"
#include "stream/manifest.h"

enum entry_state { ENTRY_TAKEN, ENTRY_REFUSED, ENTRY_LEFT };

enum verdict { VERDICT_NONE, VERDICT_LOADED, VERDICT_DUPLICATE, VERDICT_BAD, VERDICT_LEFT };

struct window_row {
	const char *cells[MANIFEST_COLUMNS]; /* in the window's arena */
	enum entry_state state;
	size_t number;		 /* in the window */
	size_t feed;		 /* of the options' feeds; only of taken ones */
	struct window_row *twin; /* an earlier row of the same bytes and feed: its verdict is this one's */
	enum verdict verdict;
	bool needs_quarantine; /* it did not come to the loader, which writes its own */
	int64_t load_id;
	uint64_t read, kept, rejected, duplicate;
	const char *code, *reason;
};

struct window {
	struct window_row entries[MANIFEST_WINDOW];
	size_t n;
	struct window_row *by_hash[MANIFEST_WINDOW]; /* taken ones by file, feed, number */
	size_t ntaken;
	struct window_row *todo[MANIFEST_WINDOW]; /* those to parse, by feed and number */
	size_t ntodo;
	struct arena texts;
};

/* Copies a row. Errors: ERR_NOMEM, ERR_FAULT for a feed that is not among those that occur. */
int window_add(
	struct window *w, const struct manifest_options *o, const struct manifest_row *row, struct err *e);
void window_reset(struct window *w);

/* Keeps a text as long as the window's rows; NULL on error. Errors: ERR_NOMEM. */
const char *window_keep(struct window *w, const char *text, struct err *e);

/* Finds twins and what the ledger knows, gives those rows and the ones that were not taken their verdicts,
 * and lists the rest in todo. catalogs: the hash of each feed's rows, NULL for one that cannot be read.
 * Errors: db_fail's. Memory: O(rows in the window). */
int window_sort_out(
	struct window *w, const struct manifest_options *o, const char *const *catalogs, struct err *e);

#endif
