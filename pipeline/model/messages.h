/* What programs say to readers in their own language: rows of messages.csv, with {named} places. */
#ifndef MODEL_MESSAGES_H
#define MODEL_MESSAGES_H

#include "core/buf.h"
#include "core/err.h"
#include "core/table.h"

/* Appends the Vietnamese text of a row of messages.csv, its places filled. values: name, text, name, text, …,
 * NULL; NULL alone: the text has no places. Errors: ERR_CATALOG for an id that is no row, or a place without
 * a value. */
int message_add(struct buf *out, const struct table *messages, const char *id, const char *const *values,
	struct err *e);

/* The row's texts as they stand. Owns: borrowed from the catalogue. Errors: ERR_CATALOG. */
int message_texts(
	const struct table *messages, const char *id, const char **vi, const char **en, struct err *e);

#endif
