/* What a workbook says beside its sheet: which sheet is the first, the texts that cells name by number, how
 * numbers are shown. For the readers of XLSX only. */
#ifndef FORM_SHEET_BOOK_H
#define FORM_SHEET_BOOK_H

#include "form/sheet.h"

enum sheet_shown { SHOWN_PLAIN, SHOWN_DAY, SHOWN_PERCENT };

/* A zeroed struct with an arena is empty. */
struct sheet_book {
	char part[200];	       /* the first sheet's, in the package */
	bool is_1904;	       /* days are counted from 1904 */
	struct slice *texts;   /* shared ones, in the arena */
	size_t ntexts, ctexts; /* as many there are, have room */
	unsigned char *shown;  /* enum sheet_shown of each style */
	size_t nshown, cshown;
	struct arena *arena;
};

/* Reads the parts. Errors: ERR_FILE, ERR_NOMEM. Owns: *b is yours, sheet_book_release; the texts are the
 * arena's. Memory: O(texts + styles). */
int sheet_book_read(struct sheet_book *b, struct slice package, const char *name, struct err *e);
void sheet_book_release(struct sheet_book *b);

/* Reads xl/sharedStrings.xml, xl/styles.xml; without one there are no texts, no styles.
 * Errors: ERR_FILE, ERR_NOMEM. */
int sheet_texts_read(struct sheet_book *b, struct slice package, const char *name, struct err *e);
int sheet_styles_read(struct sheet_book *b, struct slice package, const char *name, struct err *e);

/* How a style shows numbers; of one that is not there plainly. */
enum sheet_shown sheet_book_shown(const struct sheet_book *b, long style);

/* Appends a stored number as a person reads it in the cell: 1250, 0.85, 85%, 31/03/2024. A number of a file
 * is a binary fraction, written with up to 17 digits: the fifteen that it has are kept. A day that no
 * calendar has is "#": the spreadsheet shows marks there, too. What is no number is appended as it is.
 * Source: ECMA-376 part 1, 18.17.4 (days; 1900 was no leap year, though day 60 is its 29 February). Errors:
 * ERR_NOMEM. */
int sheet_number_write(
	struct slice number, enum sheet_shown shown, bool is_1904, struct buf *out, struct err *e);

#endif
