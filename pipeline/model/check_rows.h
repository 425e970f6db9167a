/* checks.csv: what is looked at in figures and feeds, and how much it weighs. */
#ifndef MODEL_CHECK_ROWS_H
#define MODEL_CHECK_ROWS_H

#include "model/rows.h"
#include "model/severity.h"

struct check {
	struct row_head head;
	const char *check, *feed;
	const char *set, *indicator; /* "": of any */
	const char *kind;	     /* a name of model/check_kinds.h; check_verify holds it to them */
	const char *params, *message_vi;
	enum severity severity;
};

struct checks {
	const struct check *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int checks_open(struct checks *t, struct catalog *c, struct err *e);

extern const struct row_shape check_shape;

#endif
