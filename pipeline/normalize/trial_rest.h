/* What of a message no field takes: shared by the trial's files only. */
#ifndef NORMALIZE_TRIAL_REST_H
#define NORMALIZE_TRIAL_REST_H

#include <stdio.h>
#include "model/feed.h"

struct trial_rest {
	const struct table *fields;
	const char *feed, *kind, *date;
	const char *place; /* what places are counted in */
	struct arena arena;
	struct rest_row {
		const char *path, *times;
		uint64_t line;
		const char *dropped; /* the field that is dropped by its policy; NULL: none */
		bool is_around;	     /* dropped lies inside it */
	} * rows;
	size_t n, cap;
	uint64_t untaken; /* without the dropped ones */
};

/* Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(rows of the message). Owns: trial_rest_release. */
int trial_rest_init(
	struct trial_rest *r, const struct feed *f, struct catalog *c, const char *date, struct err *e);
void trial_rest_release(struct trial_rest *r);

/* A reject of code `untaken`. Errors: ERR_NOMEM. */
int trial_rest_add(struct trial_rest *r, const struct reject *what, struct err *e);

/* First what is dropped by its row of fields.csv, then what nothing takes. */
void trial_rest_print(const struct trial_rest *r, FILE *to);

#endif
