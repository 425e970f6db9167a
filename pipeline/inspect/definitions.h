/* What a figure's definition is: every row of the catalogue that it depends on, as one hash. */
#ifndef INSPECT_DEFINITIONS_H
#define INSPECT_DEFINITIONS_H

#include <stdio.h>
#include "model/catalog.h"

/* CSV of the indicators of every set in force at the end of each period: period,set,indicator,hash,common.
 * hash: SHA-256 of the rows that definition_parts.csv leads to from the indicator's row of the set; common:
 * of those from the set's own row (its territory's agencies, shared by all its indicators). A row counts when
 * it is valid on a day of the period; what does not change a figure (source, note, titles, days of validity)
 * does not count, nor does the order of rows. The first line of a period is of no set: the hash of all
 * measures; before those of a year or half-year stand such lines of its quarters, of a quarter those of the
 * months that are asked for. periods: names in the setting report_calendar; n 0: the quarter of `today`.
 * Errors: ERR_USAGE for a period that the calendar does not have, ERR_CATALOG. Memory: O(catalogue). */
int definitions_write(
	struct catalog *c, const char *const *periods, size_t n, const char *today, FILE *out, struct err *e);

#endif
