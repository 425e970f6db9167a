/* Texts that a spreadsheet would take for something else when it opens a CSV. */
#ifndef PUBLISH_GUARDED_H
#define PUBLISH_GUARDED_H

#include "core/buf.h"
#include "core/err.h"

/* Appends the text so that it stays one: what begins like a formula (= + - @, a tab, a line's end) has an
 * apostrophe before it, and so has a code of digits and points (1.10), of which 1.1 would be left; digits /
 * digits (7/9) have the fraction slash U+2044, or they would become a date. Errors: ERR_NOMEM.
 */
int guarded_write(const char *text, struct buf *out, struct err *e);

#endif
