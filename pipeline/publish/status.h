/* What a reader sees for a word of status: rows of status_words.csv. */
#ifndef PUBLISH_STATUS_H
#define PUBLISH_STATUS_H

#include <stdbool.h>
#include "core/err.h"
#include "core/table.h"

/* Whether a statement's column holds such a word: `status`, or what ends in `_status`. */
bool status_is_column(const char *column);

/* The word's row on the day. column is for the message. Errors: ERR_CATALOG, and -1. */
long status_find(
	const struct table *words, const char *status, const char *day, const char *column, struct err *e);

#endif
