/* Periods as senders write them: 2024-Q1, Quý I năm 2024, 6 tháng đầu năm 2024. */
#ifndef MODEL_PERIOD_READ_H
#define MODEL_PERIOD_READ_H

#include "model/dates.h"
#include "model/period.h"

struct period_reader;

#define PERIOD_EXPECTED_BYTES 200

/* What a text was read as. */
struct period_reading {
	const struct period *period; /* NULL: refused */
	const char *code;	     /* period.syntax, period.kind, period.outside, period.day; NULL: read */
	char expected[PERIOD_EXPECTED_BYTES]; /* of a refusal: what was, by the names of the kinds */
};

/* period_kinds.csv, period_forms.csv and the calendars. Borrows the catalogue. Owns: *out is yours,
 * period_reader_free. Errors: ERR_CATALOG for a pattern that cannot be read and for calendars that cannot. */
int period_reader_open(struct period_reader **out, struct catalog *c, const char *date, struct err *e);
void period_reader_free(struct period_reader *r);
const struct periods *period_reader_calendars(const struct period_reader *r);

/* Reads a text as a period of the calendar. what: "CALENDAR KIND…", as a row of period_fields.csv says;
 * without kinds any kind will do. A name of the calendar is read as it stands, else by the rows of
 * period_forms.csv; rows that do not agree refuse it. Of a day it says that it is one. */
void period_read(const struct period_reader *r, const struct dates *d, const char *what, struct slice text,
	struct period_reading *out);

/* Whether `what` names a calendar that has periods and kinds that are known; else NULL or what is expected.
 */
const char *period_what_check(const struct period_reader *r, const char *what);

#endif
