/* What a description makes of a message, for a person who writes one: field by field, the text that was
 * found, the value that it became or why it was refused; then what no field takes.
 *
 * Text is shown as a reject may quote it (refusal.h); of fields that are dropped or made a pseudonym nothing
 * is shown but how often they came. */
#ifndef NORMALIZE_TRIAL_H
#define NORMALIZE_TRIAL_H

#include <stdio.h>
#include "model/feed.h"

#define TRIAL_RECORDS 5 /* shown whole; of the others what is wrong */
#define TRIAL_REFUSED 50

struct trial;

struct trial_counts {
	uint64_t records, kept, refused, fields_refused, untaken;
	bool is_bad; /* the file */
};

/* date: the day whose rows are meant. Owns: *out is yours, trial_free; f and c are borrowed until then.
 * Errors: ERR_CATALOG, ERR_NOMEM. */
int trial_new(struct trial **out, const struct feed *f, struct catalog *c, const char *date, FILE *to,
	struct err *e);

/* What the places of the file are counted in; without it "line". word is borrowed. */
void trial_set_place(struct trial *t, const char *word);
void trial_free(struct trial *t);

/* Takes the raw records of one file, the rejects (those of code `untaken` are what no field takes) and its
 * RECORD_FILE row, after which nothing more comes. */
struct sink *trial_sink(struct trial *t);
void trial_counts(const struct trial *t, struct trial_counts *out);

#endif
