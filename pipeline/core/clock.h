/* The one clock: --now, or the machine's. Civil time of Viet Nam is +07:00 without summer time. */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/err.h"

/* Seconds since 1970-01-01T00:00:00Z of an ISO date or date-time (YYYY-MM-DD, or with THH:MM:SS and a zone Z
 * or ±HH:MM or ±HHMM; no zone = +07:00). Every date is checked to exist. Errors: ERR_RECORD. */
int clock_parse(const char *text, size_t len, int64_t *seconds, struct err *e);

/* YYYY-MM-DDTHH:MM:SS+07:00; out holds 26 bytes. */
void clock_format(int64_t seconds, char out[26]);

/* The machine's clock. */
int64_t clock_read(void);

bool clock_is_date(int year, int month, int day); /* 1900..2200, Gregorian */
int64_t clock_days(int year, int month, int day); /* days since 1970-01-01 */

#endif
