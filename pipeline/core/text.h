/* Vietnamese text: NFC, blanks, and the folded key that names are matched on. */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"

bool text_is_utf8(const char *text, size_t len);

/* Whether every letter is Latin: a Cyrillic or Greek look-alike in a name is refused, not guessed at. Bytes
 * that are not UTF-8 are not Latin. */
bool text_is_latin(const char *text, size_t len);

/* Whether the bytes are ASCII alone: most codes, dates and numbers are, and need none of what follows. */
bool text_is_ascii(const char *text, size_t len);

/* The slice without blanks (also U+00A0 and the other Unicode blanks, tabs, newlines) at its ends. */
struct slice text_trim(struct slice s);

/* The character that a person sees there: any dash (the soft hyphen and the minus too) is '-', full-width
 * forms are their ASCII, every blank is ' '; 0: not seen at all (zero width). */
int32_t text_key_point(int32_t cp);

/* Appends a key as it is compared: NFC, its characters plain, so that a key with other hyphens is the same
 * key. A blank inside stays. Errors: ERR_RECORD for bytes that are not UTF-8. */
int text_key(const char *text, size_t len, struct buf *out, struct err *e);

/* The first dash of the text and its bytes, or NULL. */
const char *text_find_dash(const char *text, size_t len, size_t *bytes);

/* Appends text in NFC (utf8proc; text below U+0300 or in U+1E00–1EFF is copied as it is). Errors: ERR_RECORD
 * for bytes that are not UTF-8. */
int text_nfc(const char *text, size_t len, struct buf *out, struct err *e);

/* NFC, blanks (also U+00A0, tabs, newlines) trimmed at both ends; inner runs folded to one blank when fold is
 * true. Errors: ERR_RECORD as text_nfc, ERR_NOMEM. */
int text_clean(const char *text, size_t len, bool fold, struct buf *out, struct err *e);

/* Whether any of the code points is a letter, and not a sign, a digit or a blank. */
bool text_has_letter(struct slice s);

/* The text as numbers are read in it: full-width signs and digits (U+FF01–FF5E) as plain ones, hyphens and
 * the minus sign as "-", runs of blanks as one, signs that nobody sees (U+200B, U+2060, U+FEFF, soft hyphen)
 * left out. Never longer than text. Errors: ERR_NOMEM. */
int text_plain(struct slice text, struct buf *out, struct err *e);

/* The key that names are compared by: NFC, lower case, tone mark moved to its new-style place (hoá = hóa, uỷ
 * = ủy), đ kept apart from d, hyphens and dashes as one blank, punctuation .,;: and & as they are, blanks
 * folded. Source: CACH-VIET. Errors: ERR_RECORD; letters of another script (Cyrillic, Greek …) are
 * refused. */
int text_fold(const char *text, size_t len, struct buf *out, struct err *e);

#endif
