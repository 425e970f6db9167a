/* Names of files are bytes: how they are shown to people, and found again by what was shown. */
#ifndef CORE_SHOWN_H
#define CORE_SHOWN_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"

/* Appends the bytes as text: what is no UTF-8, a control character, a mark that turns the direction of
 * writing (it would show another name than the file has) or a backslash is written \xNN, byte by byte. Text
 * that has none of these is appended as it is. Errors: as buf_add. */
int shown_add(struct buf *out, const char *bytes, size_t len, struct err *e);

/* The bytes that were shown. Errors: ERR_FILE when a backslash begins no \xNN, or the byte 0 is written so.
 */
int shown_undo(struct buf *out, const char *text, size_t len, struct err *e);

/* Appends a shown text of at most `most` bytes: a longer one is cut between characters (never inside a letter
 * and its marks, or an \xNN) and ends in …, which is counted. Errors: as buf_add. */
int shown_add_cut(struct buf *out, const char *text, size_t len, size_t most, struct err *e);

/* Whether the bytes hold a control character (C0, DEL, C1, the separators of lines and paragraphs): such a
 * name is refused. Bytes that are no UTF-8 are none. */
bool shown_has_control(const char *bytes, size_t len);

#endif
