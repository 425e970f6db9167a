/* What figures are of: a month, a quarter, a longer period made of them, or some of these added up. */
#ifndef COMPUTE_SPAN_H
#define COMPUTE_SPAN_H

#include <stdbool.h>
#include "model/period.h"

#define SPAN_PARTS 8   /* of one period: a year has four */
#define SPAN_LEAVES 24 /* months of all its parts */

/* A part is a quarter or month that measures are asked of; its leaves are the months that it is made of,
 * where the calendar has them, else itself. A row of measures is of leaves: of all of a part, or of one. */
struct span {
	const struct periods *periods; /* of every calendar; NULL: none is known */
	const char *calendar;	       /* "duong-lich" */
	const char *name;	       /* "2024-02", "2024-Q1", "2024-H1", "2024", "2024-Q1+2024-Q2" */
	const char *kind;	       /* of period_kinds.csv; of several "quarter" */
	const char *parts[SPAN_PARTS]; /* in order */
	unsigned masks[SPAN_PARTS];    /* their leaves, a bit each */
	size_t n;
	const char *leaves[SPAN_LEAVES]; /* in order */
	size_t nleaves;
	bool is_year;
	bool is_made; /* of several parts, one period of the calendar: a stock of it is that of its last part
		       */
	const char *starts_on;	 /* of the first one */
	const char *ends_on;	 /* of the last one: rules, targets and agencies of that day hold */
	const char *agencies_on; /* the day whose agencies are meant instead, or NULL */
};

/* Errors: ERR_USAGE for a period that the calendar does not have. name and p must outlive the span. */
int span_find(struct span *s, const struct periods *p, const char *calendar, const char *name, struct err *e);

/* The leaves of a period that lies in the span, a bit each; 0: it does not. */
unsigned span_leaves(const struct span *s, const char *period);
bool span_has(const struct span *s, const char *period);

/* How many parts the leaves touch. */
size_t span_parts_of(const struct span *s, unsigned leaves);

/* Whether they are some of a part's, and not all of them. */
bool span_is_split(const struct span *s, unsigned leaves);

#endif
