/* The calendar of periods: which quarter and month a date falls into, which periods a record touches. */
#ifndef MODEL_PERIOD_H
#define MODEL_PERIOD_H

#include <stdbool.h>
#include <stdio.h>
#include "core/buf.h"
#include "core/record.h"
#include "model/catalog.h"
#include "model/feed.h"

/* Measures are of quarters, and of months where a set asks for them or a report is of one; periods of the
 * other kinds (period_kinds.csv: half-years, nine months) are made of these, as a year is. */
enum period_kind { PERIOD_QUARTER, PERIOD_MONTH, PERIOD_YEAR, PERIOD_OTHER };

struct period {
	const char *calendar; /* "duong-lich" */
	const char *name;     /* "2024-Q1", "2024" */
	const char *parent;   /* of a quarter or month its year; "" for a year */
	size_t number;	      /* among all, from 0: those of list before the others */
	enum period_kind kind;
	const char *kind_name;		 /* "quarter", "half" */
	const char *starts_on, *ends_on; /* YYYY-MM-DD, both inside */
	int first, last;		 /* the same as numbers: 20240331 */
	int opens; /* of a rule: a record is dated into it from this day on; 0: always */
	bool is_of_rule;
	bool is_asked; /* of the others: a set in force at its end has figures of the kind */
};

struct periods {
	struct period *list;   /* in the order of calendars.csv, then what calendar_rules.csv lays out */
	size_t n, cap;	       /* quarters and years */
	struct period *others; /* months, half-years …, in the same order */
	size_t nothers, others_cap;
	struct arena arena;	    /* texts of the latter */
	bool has_asked;		    /* one of the others is asked for */
	const struct period **hits; /* room for all, where periods_of_record notes what it finds */
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

/* The period of that name, of any kind, or NULL. */
const struct period *period_find(const struct periods *p, const char *calendar, const char *name);
const struct period *period_named(const struct periods *p, const char *calendar, struct slice name);

/* The number-th period of that kind of those that end in the year, or NULL. */
const struct period *period_numbered(
	const struct periods *p, const char *calendar, const char *kind, int year, int number);

/* The quarter of a date: period_of(p, "duong-lich", "2024-03-31T23:59:59+07:00", 25) is 2024-Q1. The day is
 * the first ten characters: clean dates carry +07:00 already. The name of a period (a report's own) is the
 * quarter that its last day lies in. NULL when the text is neither or lies outside the calendar. */
const struct period *period_of(const struct periods *p, const char *calendar, const char *date, size_t len);

/* The month that the same date is measured in beside its quarter (is_only: instead of it), or NULL: of a day
 * the one in which it lies, where it is asked for; of a report of a month that month, whoever asks: its
 * quarter is made of its months. A report of a longer period has none. */
const struct period *period_month_of(
	const struct periods *p, const char *calendar, const char *date, size_t len, bool *is_only);

/* Whether the list, with blanks between, has the kind. */
bool period_kinds_have(const char *list, const char *kind);

/* Whether measures are of it: a quarter or a month. */
bool period_is_measured(const struct period *q);

/* Whether a lies within b, in one calendar. */
bool period_is_in(const struct period *a, const struct period *b);

size_t periods_count(const struct periods *p);

/* The period so numbered. */
const struct period *period_at(const struct periods *p, size_t number);

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

/* The names of the quarters that a clean record touches by these columns, and of the months and other periods
 * that are asked for, sorted, without repeats, joined by blanks. A span touches every one that it overlaps
 * and that has begun by `today` (YYYY-MM-DD); a day so far ahead of today that no rule has opened its quarter
 * touches none: it is an error of its sender. A report of a quarter touches no month. Appends to out. One
 * thread at a time may ask the same periods. Errors: ERR_NOMEM. */
int periods_of_record(const struct periods *p, const struct period_column *cols, size_t ncols,
	const struct record *r, const char *today, struct buf *out, struct err *e);

#endif
