/* One file on its way: shared by take.c, item*.c and ask.c only. */
#ifndef TAKE_ITEM_H
#define TAKE_ITEM_H

#include "model/mask.h"
#include "stream/manifest.h"
#include "take/complete.h"
#include "take/found.h"
#include "take/inbox.h"
#include "take/place.h"
#include "take/raw.h"
#include "take/request.h"

#define ITEM_AHEAD 16 /* files open at once: the cell reads one while those before it are copied */

struct inbox_item {
	const struct inbox_entry *entry;
	int fd;		/* -1: nothing is to be looked at, or no more */
	bool is_given;	/* to the cell */
	struct stat st; /* when it was opened */
	bool has_stat;
	const struct complete_rule *folder; /* of the feed that its folder is named after, or NULL */
	const char *state;		    /* NULL: not known yet */
	const char *code;
	char code_text[32]; /* the cell's, which the row's code points to */
	char reason[600];
	const char *feed; /* "" none; of what is left or refused by its name: the folder's */
	char hash[65];	  /* "" unknown */
	char raw[80];
};

struct take {
	const struct take_options *options;
	struct take_counts *counts;
	char arrived[26];
	int64_t clock; /* the machine's */
	struct place place;
	struct inbox inbox;
	struct complete complete;
	struct raw raw;
	struct manifest_writer manifest;
	struct mask *mask; /* of names */
	struct cell_process cell;
	bool has_cell;
	struct inbox_item items[ITEM_AHEAD]; /* a ring: count of them from first on */
	size_t first, count, next;	     /* next: the entry to come */
};

/* Opens the file, or says in its state why not. Errors: ERR_RETRY (no descriptors). */
int item_open(struct take *t, struct inbox_item *i, const struct inbox_entry *entry, struct err *e);

/* What comes of it, now that the cell has looked: its state; a taken one is copied. Closes the descriptor.
 * Errors: of the raw zone. */
int item_decide(struct take *t, struct inbox_item *i, const struct found *f, struct err *e);

/* What is to be said of it in the manifest. */
void item_set_state(struct inbox_item *i, const char *state, const char *code, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* It cannot be opened: errno was why. It is not whole yet, as its feed's rule tells. */
void item_leave_unopened(struct inbox_item *i, int why);
void item_wait_for(struct inbox_item *i, const struct complete_rule *rule);

/* Gives the cell what it has room for of the files on their way. Errors: of cell_start. */
int ask_give(struct take *t, struct err *e);

/* The cell's answer on the first of them. Where the cell died of it, that is said as a refusal, and those
 * given after it are given to the next one. Errors: of cell_start. */
int ask_answer(struct take *t, struct found *f, struct err *e);

/* Lets it go; one that is still at work is killed. */
void ask_end(struct take *t);

#endif
