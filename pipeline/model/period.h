/* The calendar of periods: which quarter a date falls into, which quarters a record touches. */
#ifndef MODEL_PERIOD_H
#define MODEL_PERIOD_H

#include <stdbool.h>
#include <stdio.h>
#include "core/buf.h"
#include "core/record.h"
#include "model/catalog.h"
#include "model/feed.h"

/* Figures are of quarters and years; a report may be of another kind (period_kinds.csv). */
enum period_kind { PERIOD_QUARTER, PERIOD_YEAR, PERIOD_OTHER };

struct period {
	const char *calendar; /* "duong-lich" */
	const char *name;     /* "2024-Q1", "2024" */
	const char *parent;   /* of a quarter its year; "" for a year */
	enum period_kind kind;
	const char *kind_name;		 /* "quarter", "half" */
	const char *starts_on, *ends_on; /* YYYY-MM-DD, both inside */
	int first, last;		 /* the same as numbers: 20240331 */
	int opens; /* of a rule: a record is dated into it from this day on; 0: always */
	bool is_of_rule;
};

struct periods {
	struct period *list;   /* in the order of calendars.csv, then what calendar_rules.csv lays out */
	size_t n, cap;	       /* quarters and years */
	struct period *others; /* months, half-years …, in the same order */
	size_t nothers, others_cap;
	struct arena arena;	    /* texts of the latter */
	const struct period **hits; /* n of them, where periods_of_record notes what it finds */
};

/* Reads calendars.csv and lays out the periods of calendar_rules.csv: each `months` long from `starts_on` to
 * `ends_on`, without one to the year 2099. Borrows the catalogue's strings. Errors: ERR_CATALOG for a kind or
 * date that does not exist, an end before its start, a rule that cannot be followed, or two quarters of one
 * calendar that overlap. Memory: O(periods). Owns: *out is yours, periods_free. */
int periods_load(struct periods **out, struct catalog *c, struct err *e);
void periods_free(struct periods *p);

/* The same, read once a catalogue and freed with it. NULL with e set on error. Errors: as periods_load. */
struct periods *periods_of(struct catalog *c, struct err *e);

/* calendars.csv as it is laid out: a row a period, with the table's columns. Errors: as periods_load;
 * ERR_WRITE. */
int periods_write(struct catalog *c, FILE *out, struct err *e);

/* The period of that name, or NULL: a quarter or a year; of any kind. */
const struct period *period_find(const struct periods *p, const char *calendar, const char *name);
const struct period *period_named(const struct periods *p, const char *calendar, struct slice name);

/* The number-th period of that kind of those that end in the year, or NULL. */
const struct period *period_numbered(
	const struct periods *p, const char *calendar, const char *kind, int year, int number);

/* The quarter of a date: period_of(p, "duong-lich", "2024-03-31T23:59:59+07:00", 25) is 2024-Q1. The day is
 * the first ten characters: clean dates carry +07:00 already. The name of a period (a report's own) is the
 * quarter that its last day lies in. NULL when the text is neither or lies outside the calendar. */
const struct period *period_of(const struct periods *p, const char *calendar, const char *date, size_t len);

/* A clean column by which a measure of the feed is dated. A span (`from..until`) dates a state that holds for
 * a while. */
struct period_column {
	size_t column;
	size_t until; /* of a span; else the same as column */
	bool is_span;
	const char *calendar;
};

/* All of them, without repeats, whatever their validity ($settings in measures.csv give one a settings row).
 * Shape: out holds max entries. Errors: ERR_CATALOG for a column that the feed does not have, or more than
 * max. */
int period_columns(struct catalog *c, const struct feed *f, struct period_column *out, size_t max, size_t *n,
	struct err *e);

/* The names of the quarters that a clean record touches by these columns, sorted, without repeats, joined by
 * blanks. A span touches every quarter that it overlaps and that has begun by `today` (YYYY-MM-DD); a day so
 * far ahead of today that no rule has opened its quarter touches none: it is an error of its sender. Appends
 * to out. One thread at a time may ask the same periods. Errors: ERR_NOMEM. */
int periods_of_record(const struct periods *p, const struct period_column *cols, size_t ncols,
	const struct record *r, const char *today, struct buf *out, struct err *e);

#endif
