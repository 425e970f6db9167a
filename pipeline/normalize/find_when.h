/* Periods and dates as normalize reads them, for a person who asks. */
#ifndef NORMALIZE_FIND_WHEN_H
#define NORMALIZE_FIND_WHEN_H

#include "normalize/find.h"

/* The calendar's own name, its kind and days; or refused= and what was expected. of: a feed, as whose period
 * the text is read; NULL: any kind of the calendar of reports. Errors: ERR_USAGE for a feed without a period.
 */
int find_period(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e);

/* The day and time, or that it means nothing, or refused=. Errors: as find_period; ERR_WRITE. */
int find_date(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e);

/* A line date=… when the text is one; *is_date says whether. Errors: as find_date. */
int find_also_date(const struct find_query *q, const char *text, bool *is_date, struct err *e);

#endif
