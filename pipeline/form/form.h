/* The form that an agency fills in by hand: written from the catalogue, read back as its feed's message.
 *
 * A row for each variable of the indicators and targets that the agency answers; columns I to L are the
 * agency's. Every row ends with a word, and the form with a line that counts its rows: one that was cut
 * anywhere is refused. What cannot be read, or was changed by a spreadsheet so that two numbers could be
 * meant, is told with its cell (I7). */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <gmp.h>
#include <stdio.h>
#include "form/form_asked.h"
#include "form/form_last.h"
#include "form/sheet.h"

enum form_column {
	FORM_PERIOD,
	FORM_AGENCY,
	FORM_INDICATOR,
	FORM_VARIABLE,
	FORM_MEANING,
	FORM_UNIT,
	FORM_LAST_VALUE,
	FORM_TARGET,
	FORM_VALUE,
	FORM_NUMBER,
	FORM_DATE,
	FORM_TITLE,
	FORM_TERRITORY,
	FORM_END,
	FORM_COLUMNS
};

#define FORM_OLD_COLUMNS 12 /* of forms without a last line */
#define FORM_KEY "CS "	    /* before an indicator's code: no spreadsheet takes "CS 7.10" for a number */

/* The heading's words. Errors: ERR_CATALOG. */
int form_heading(const struct form_texts *t, const char *out[FORM_COLUMNS], struct err *e);

/* ---- writing ---- */

enum form_kind { FORM_CSV, FORM_XLSX };

/* Writes the form of what was found (form_asked_find), as CSV (UTF-8 with a BOM and semicolons, as a
 * spreadsheet set to Vietnamese opens it) or XLSX (every cell a text, so that nothing that is typed changes;
 * made on the period's last day: the same form has the same bytes). Errors: ERR_CATALOG, ERR_WRITE,
 * ERR_NOMEM.
 */
int form_write(const struct form_asked *a, const char *period, const struct form_last *last,
	enum form_kind kind, FILE *out, struct err *e);

/* ---- reading ---- */

/* What the feed's number reader makes of a text. */
struct form_number {
	const char *refused;   /* code of the refusal, or NULL */
	bool is_exact;	       /* one number, neither bound nor range */
	const char *unit;      /* the base unit's or the refused one's name, or NULL */
	char low[160];	       /* in the base unit */
	char readings[2][160]; /* of number.comma */
};

/* Reads a number with its unit as the feed will. Errors: its own. */
typedef int form_number_fn(void *arg, struct slice text, struct form_number *out, struct err *e);

/* What reading takes from outside of the room. */
struct form_reader {
	form_number_fn *number;
	void *arg;
	const struct units *units; /* valid on the form's day */
	const struct dates *dates; /* how dates are written */
};

/* A returned form: rows 0 to n of a whole one. */
struct form_rows {
	const struct sheet_row *rows[4096];
	size_t n;
};

/* The form's rows, when it is whole. Shape: 0, 1 when told says why not. Errors: ERR_CATALOG, ERR_NOMEM;
 * ERR_FILE for more than 4096 rows. */
int form_rows_read(struct form_rows *out, const struct sheet *s, const struct form_texts *t, const char *name,
	struct form_told *told, struct err *e);

/* Whose form it is: sets day, agency (with what it leads and coordinates) and territory of a, by the first
 * row; every row says the same. Shape: 0, 1 when told says why not. Errors: ERR_CATALOG, ERR_NOMEM. */
int form_sender_read(
	struct form_asked *a, const struct form_rows *rows, struct form_told *told, struct err *e);

/* Checks every cell. Shape: 0, 1 when told says what is wrong. Errors: ERR_CATALOG, ERR_NOMEM, the reader's.
 */
int form_cells_check(const struct form_asked *a, const struct form_reader *r, const struct form_rows *rows,
	struct form_told *told, struct err *e);

/* Writes the feed's message of a form without faults; sent: 20240331080000, or "". Errors: ERR_CATALOG when
 * the feed's namespace is not there, ERR_WRITE. */
int form_message_write(const struct form_asked *a, const struct form_reader *r, const struct form_rows *rows,
	const char *sent, FILE *out, struct err *e);

/* ---- what the reading files share ---- */

/* The indicator's code without FORM_KEY. */
struct slice form_key_of(struct slice cell);

/* Whether the text ends in a digit: a bare number, which the unit's column says the rest of. */
bool form_is_bare(struct slice value);

/* A day as YYYY-MM-DD; false: none. Shape: out holds 11 bytes. */
bool form_day_read(const struct form_reader *r, struct slice text, char out[11]);

/* The code or title of the list that the cell says, however it is cased; NULL: another word. Errors:
 * ERR_NOMEM. */
int form_word_find(
	const struct form_asked *a, size_t variable, struct slice value, const char **out, struct err *e);

/* Appends why the value cannot be taken, nothing when it can; *column: which of the two is at fault. Errors:
 * as form_cells_check. */
int form_value_check(const struct form_asked *a, const struct form_reader *r, size_t variable,
	const struct sheet_row *row, struct buf *why, enum form_column *column, struct err *e);

/* The same of a number, with its unit. Errors: as form_cells_check. */
int form_number_check(const struct form_asked *a, const struct form_reader *r, size_t variable,
	const struct sheet_row *row, struct buf *why, enum form_column *column, struct err *e);

/* Appends what a spreadsheet made of the number, nothing when it left it alone. unit: row of units.csv.
 * Errors: ERR_NOMEM. */
int form_changed_check(
	const struct form_asked *a, struct slice value, size_t unit, struct buf *why, struct err *e);

/* The digits, points and commas that the text begins with, and a sign; what stands behind them. */
struct slice form_digits(struct slice value, struct slice *behind);

#endif
