/* Dates as senders write them, in Viet Nam's time. */
#ifndef MODEL_DATES_H
#define MODEL_DATES_H

#include "core/buf.h"
#include "model/catalog.h"

#define DATE_BYTES 26 /* YYYY-MM-DDTHH:MM:SS+07:00 and NUL */

struct dates;

/* The ways of writing (date_forms.csv) and the days that other systems write for nothing (empty_dates.csv)
 * that are valid on date (NULL: all). Owns: *out is yours, dates_free. Errors: ERR_CATALOG for a pattern that
 * cannot be read. */
int dates_open(struct dates **out, struct catalog *c, const char *date, struct err *e);
void dates_free(struct dates *d);

/* What dates_read answers for a day that means nothing: 1900-01-01, 9999-12-31 … */
extern const char DATE_EMPTY[];

/* yyyyMMddHHmmss, YYYY-MM-DD with or without a time, or a row of date_forms.csv; no zone is +07:00. Writes
 * ISO 8601 with +07:00 and returns NULL; else DATE_EMPTY, date.syntax, or date.not_real (also for a text that
 * two rows read differently). Source: MOT-CUA, QCVN102-2016, DMDVHC. */
const char *dates_read(const struct dates *d, struct slice text, char out[DATE_BYTES]);

#endif
