/* Dates as senders write them, in Viet Nam's time. */
#ifndef CORE_DATES_H
#define CORE_DATES_H

#include "core/buf.h"

#define DATE_BYTES 26 /* YYYY-MM-DDTHH:MM:SS+07:00 and NUL */

/* yyyyMMddHHmmss, yyyyMMdd, dd/MM/yyyy, yyyy/MM/dd, yyyy-MM-dd, the last three with or without HH:mm[:ss]
 * and, in ISO form, a zone (Z, ±HH:MM, ±HHMM; none = +07:00). Writes ISO 8601 with +07:00; returns NULL,
 * date.syntax, or date.not_real. Source: domain notes 1.3, 1.5, 1.6. */
const char *date_read(struct slice text, char out[DATE_BYTES]);

#endif
