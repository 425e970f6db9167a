/* What a measure comes to for an agency over a period: parts are added as its row of measures.csv says, or
 * refused. */
#ifndef COMPUTE_ROLLUP_H
#define COMPUTE_ROLLUP_H

#include <gmp.h>
#include "compute/store.h"
#include "compute/tree.h"
#include "core/buf.h"
#include "model/measure_rows.h"
#include "model/period.h"
#include "model/successors.h"
#include "model/units.h"

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

#define FIGURES_FEEDS 16 /* of the measures of one run */

/* The figures at hand. */
struct figures {
	const struct store *store;
	struct catalog *catalog;
	struct measure_rows measures;
	struct span span;
	struct tree tree;
	const struct successors *successors; /* or NULL: nothing is known of reorganisations; the caller's */
	long *agencies;			     /* of the store's rows: their numbers in the tree */
	struct {
		const char *feed;
		uint8_t *quarters; /* an agency: those of the span with a row of the feed in its subtree */
	} feeds[FIGURES_FEEDS];
	size_t nfeeds;
};

/* Borrows the store and the catalogue. Errors: ERR_CATALOG. Memory: O(rows + agencies). */
int figures_init(
	struct figures *f, const struct store *s, struct catalog *c, const struct span *span, struct err *e);
void figures_release(struct figures *f);

/* The quarters of the span, a bit each, in which a measure of the feed has a row in the agency's subtree; and
 * whether there is one. */
unsigned figures_feed_quarters(const struct figures *f, const char *feed, long agency);
bool figures_has_feed(const struct figures *f, const char *feed, long agency);

/* A rolled-up number, or why there is none. */
struct quantity {
	mpq_t value;
	bool is_missing;
	const struct measure *row; /* of a stated figure */
	char reason[200];
	uint64_t undecided;	 /* records that could not be decided */
	bool has_unknown;	 /* parts of an unknown unit are in it */
	size_t nquarters;	 /* that had a row */
	const struct unit *bare; /* set by the caller: of numbers of kind last that name no unit; or NULL */
	bool may_have_parts;	 /* set by the caller: 2,875 of whole things is a mean, and no 2875 */
	unsigned quarters;	 /* of the span, a bit each: those that it comes from; 0: of none, as what was
				    entered for a date */
	bool is_stock;		 /* of one quarter, the last that came */
	bool is_constructed;	 /* by a list that is not the decision's own */
	const char *entered_on;	 /* the day for which it was entered by hand; or NULL */
	size_t npeers;		 /* other provinces that it was found among; 0: of none */
};

void quantity_init(struct quantity *q);
void quantity_release(struct quantity *q);

/* Rolls (measure, item) up over the agency's subtree and the span. Missing with its reason when nothing was
 * received; 0 only when records of the feed were received for the agency and none counted: so what is counted
 * from records comes from the quarters in which the feed came, anything else from those of its own rows.
 * Stated figures are for their own agency and quarter only. Errors: ERR_CATALOG for a measure that
 * measures.csv does not have, ERR_FILE for a value that is no number. */
int rollup(const struct figures *f, const char *measure, const char *item, const char *agency,
	struct quantity *out, struct err *e);

/* The same with a rule over time of the variable's own: OVER_SUM (a flow), OVER_LAST (a stock), OVER_UNSAID
 * (the measure's). Of a `last` measure q.row is the newest row; a sum of it adds one row a quarter, all in
 * one unit. Missing with its reason when a row is one that last_read refuses. */
int rollup_over(const struct figures *f, const char *measure, const char *item, enum over over_time,
	const char *agency, struct quantity *out, struct err *e);

#endif
