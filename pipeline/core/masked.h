/* What may be shown of what was sent where no catalogue is at hand; with one at hand: model/mask.h. */
#ifndef CORE_MASKED_H
#define CORE_MASKED_H

#include "core/buf.h"

/* A sent value for a message where no catalogue is at hand: in quotes and cut at 40 bytes as err_quote, when
 * it is a code, a number or a date; else its length and class.
 * Shape: out holds at least 200 bytes. Returns out. */
const char *mask_quoted(char out[200], const char *text, size_t len);

/* The name of an element, which is one word: as err_quote; one with letters of its own may be anybody's, and
 * is length and class. Shape: as mask_quoted. */
const char *mask_element(char out[200], const char *name);

/* Length and class: "17 chữ, 2 dấu cách (17 letters, 2 blanks)". Appends. Errors: ERR_NOMEM. */
int mask_class(struct slice text, struct buf *out, struct err *e);

#endif
