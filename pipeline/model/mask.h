/* What may be shown of what was sent: the one place that every quoting goes through. Personal data stands in
 * no reject, log, summary, note or share. Source: L91-2025.
 *
 * Who refuses a value calls mask_quote; where no catalogue is at hand, mask_quoted of core/masked.h. */
#ifndef MODEL_MASK_H
#define MODEL_MASK_H

#include "core/masked.h"
#include "model/catalog.h"

struct mask;

/* Reads name_words, quote_patterns, and the names of agencies, units, words of numbers and codes. Owns: *out
 * is yours, mask_free. Memory: O(rows). A pattern that is none (lint tells) fits nothing. Errors:
 * ERR_CATALOG, ERR_NOMEM. */
int mask_open(struct mask **out, struct catalog *c, struct err *e);
void mask_free(struct mask *m);

/* The same, read once a catalogue and freed with it. NULL with e set on error. Errors: as mask_open. */
struct mask *mask_of(struct catalog *c, struct err *e);

/* Reads the tables that mask_open asks for: before a cell, in which no file can be opened. Errors:
 * ERR_CATALOG. */
int mask_prepare(struct catalog *c, struct err *e);

/* Whether the text is a pattern of quote_patterns.csv: an extended regular expression, or "words". */
bool mask_is_pattern(const char *text);

/* Appends what may be shown of a value that was refused: the value itself when a pattern of `quote` (a name
 * of quote_patterns.csv) fits; where a row says `words`, its figures and the words of the catalogue, each
 * other word as its number of letters ("UBND xã ‹6› ‹3›"); else length and class. At most 120 bytes. Errors:
 * ERR_NOMEM. */
int mask_quote(struct mask *m, const char *quote, struct slice text, struct buf *out, struct err *e);

/* What a kept text is. */
enum mask_kept {
	MASK_TEXT,   /* words alone: where one is hidden, so are its numbers */
	MASK_FIGURE, /* a figure's cell: its numbers stay, but a day of birth */
	MASK_NAME    /* of a file, a folder: one short word that is no name stays as well */
};

/* Appends what is kept of a text: the words that the catalogue has (names of bodies, units and codes, the
 * lines of its documents, kept_words.csv), what a pattern `kept` fits, and short numbers; each other word is
 * its number of letters. A name of people is hidden before that, so that Công An is no police. *is_masked:
 * whether anything was hidden. Errors: ERR_NOMEM. */
int mask_keep_text(struct mask *m, enum mask_kept kind, struct slice text, struct buf *out, bool *is_masked,
	struct err *e);

/* Whether a pattern of `quote` that belongs to long numbers (`runs`) fits: a code of the catalogue. */
bool mask_is_code(const struct mask *m, const char *quote, struct slice text);

/* Whether the value is somebody's number or address and no identifier (patterns of `personal`). */
bool mask_is_personal(const struct mask *m, struct slice text);

#endif
