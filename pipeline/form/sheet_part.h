/* A workbook's parts: files of its package, unpacked within limits, and their XML. For the readers of XLSX
 * only.
 */
#ifndef FORM_SHEET_PART_H
#define FORM_SHEET_PART_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"

/* Unpacks the part of that name into out. Shape: 0, 1 when the package has none. Errors: ERR_FILE for what is
 * no whole ZIP (a cut one has lost its directory), is encrypted, has the part twice, or unpacks to more than
 * LIMIT_SHEET_PART_BYTES or LIMIT_SHEET_RATIO times the package; ERR_NOMEM. Memory: O(part). */
int sheet_part_read(struct slice package, const char *part, struct buf *out, const char *name, struct err *e);

struct sheet_element {
	const char *name;	      /* "" in a namespace that is none of a workbook's */
	const unsigned char **values; /* as libxml2 gives them: five an attribute */
	int n;
};

/* Called as the part is read; a negative return stops it. */
struct sheet_events {
	int (*start)(void *arg, const struct sheet_element *element, struct err *e);
	int (*end)(void *arg, const char *name, struct err *e);
	int (*text)(void *arg, struct slice text, struct err *e);
};

/* Reads a part: UTF-8, no DTD, no entity but the five and numeric ones, no network, no recovery, no more
 * attributes or depth than core/limits.h says. Errors: ERR_FILE with the line in the part; what an event
 * sets. Memory: O(depth). */
int sheet_part_parse(struct slice part, const struct sheet_events *events, void *arg, const char *name,
	const char *what, struct err *e);

/* The attribute's value, as it is written: numbers, names and references have nothing to be escaped. Empty
 * when it has none. */
struct slice sheet_attribute(const struct sheet_element *element, const char *name);

/* The number, or -1 when it is none of at most nine digits. */
long sheet_number_of(struct slice digits);

#endif
