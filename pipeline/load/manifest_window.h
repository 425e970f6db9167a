/* The rows of a manifest that are in hand at once. Shared by the manifest's files only. */
#ifndef LOAD_MANIFEST_WINDOW_H
#define LOAD_MANIFEST_WINDOW_H

#include "load/manifest_run.h"

enum entry_state { ENTRY_TAKEN, ENTRY_REFUSED, ENTRY_LEFT };

enum verdict { VERDICT_NONE, VERDICT_LOADED, VERDICT_DUPLICATE, VERDICT_BAD, VERDICT_LEFT };

struct entry {
	const char *cells[MANIFEST_COLUMNS]; /* in the window's arena */
	enum entry_state state;
	size_t number;	    /* in the window */
	size_t feed;	    /* of the options' feeds; only of taken ones */
	struct entry *twin; /* an earlier row of the same bytes and feed: its verdict is this one's */
	enum verdict verdict;
	bool needs_quarantine; /* it did not come to the loader, which writes its own */
	int64_t load_id;
	uint64_t read, kept, rejected, duplicate;
	const char *code, *reason;
};

struct window {
	struct entry entries[MANIFEST_WINDOW];
	size_t n;
	struct entry *by_hash[MANIFEST_WINDOW]; /* taken ones by file, feed, number */
	size_t ntaken;
	struct entry *todo[MANIFEST_WINDOW]; /* those to parse, by feed and number */
	size_t ntodo;
	struct arena texts;
};

/* Copies a row. Errors: ERR_NOMEM, ERR_FAULT for a feed that is not among those that occur. */
int window_add(
	struct window *w, const struct manifest_options *o, const struct manifest_row *row, struct err *e);
void window_reset(struct window *w);

/* Finds twins and what the ledger knows, gives those rows and the ones that were not taken their verdicts,
 * and lists the rest in todo. catalogs: the hash of each feed's rows. */
int window_sort_out(
	struct window *w, const struct manifest_options *o, const char *const *catalogs, struct err *e);

/* What the loader says of a file. */
int window_take(struct window *w, struct entry *at, const struct load_result *r, struct err *e);

/* A file that could not be read stays where it is. code, why: not copied. */
void window_leave(struct entry *x, const char *code, const char *why);

/* After the last file: twins, audit.quarantine of what did not come to the loader, the rows. */
int window_finish(struct window *w, const struct manifest_options *o, struct manifest_writer *out,
	struct manifest_counts *counts, struct err *e);

#endif
