/* A quarter, a year, or quarters added up. */
#ifndef COMPUTE_SPAN_H
#define COMPUTE_SPAN_H

#include <stdbool.h>
#include "model/period.h"

#define SPAN_QUARTERS 8 /* of one period: a year has four */

/* A quarter, a year, or quarters added up. */
struct span {
	const struct periods *periods;	     /* of every calendar; NULL: none is known */
	const char *calendar;		     /* "duong-lich" */
	const char *name;		     /* "2024-Q1", "2024", "2024-Q1+2024-Q2" */
	const char *quarters[SPAN_QUARTERS]; /* in order */
	size_t n;
	bool is_year;
	const char *starts_on;	 /* of the first one */
	const char *ends_on;	 /* of the last one: rules, targets and agencies of that day hold */
	const char *agencies_on; /* the day whose agencies are meant instead, or NULL */
};

/* Errors: ERR_USAGE for a period that the calendar does not have. name and p must outlive the span. */
int span_find(struct span *s, const struct periods *p, const char *calendar, const char *name, struct err *e);

bool span_has(const struct span *s, const char *period);

#endif
