/* One field's value from the sender's words to the clean stream's. */
#ifndef NORMALIZE_CONVERT_H
#define NORMALIZE_CONVERT_H

#include <string.h>
#include "model/agencies.h"
#include "model/feed.h"
#include "model/mask.h"
#include "model/period_read.h"
#include "normalize/figure.h"
#include "normalize/memo.h"

struct code_row {
	struct slice code;
	const char *meaning, *valid_from, *valid_to;
	const struct code_row *next; /* of the same code, at another time */
};

struct converter;

/* Fills the field's clean cells from text that is neither missing nor empty. Returns NULL, the code of the
 * refusal, or CONVERT_FAILED with c->err set. A refusal that still fills the cell is a flag: agency.unknown,
 * CONVERT_MASKED. */
typedef const char *convert_fn(struct converter *c, size_t field, struct slice in, struct cell *out);
extern const char CONVERT_FAILED[], CONVERT_MASKED[];
/* The record is another province's: its file lies in the wrong folder. */
extern const char CONVERT_ELSEWHERE[];

/* Whether the code leaves the field its cell, and the record its place. */
static inline bool convert_is_flag(const char *code)
{
	return code == CONVERT_MASKED || strcmp(code, "agency.unknown") == 0;
}

/* What is prepared once a field. */
struct plan {
	const struct field *field;
	convert_fn *convert;
	struct figure_reader reader; /* its dialect: of the record in hand */
	struct dialect *dialects;
	size_t ndialects;
	struct code_row *codes;
	size_t ncodes;
	const struct code_row **short_codes; /* 256: of one byte, by that byte */
	struct slice *missing;
	size_t nmissing;
	struct memo memo;
	const char *expected;
};

struct converter {
	const struct feed *feed;
	struct plan *plans;
	struct words words;
	struct units *units;
	struct agencies *agencies; /* the catalogue's, as the mask */
	struct mask *mask;
	struct arena hidden; /* of this record: texts without their people */
	struct buf masked;
	struct catalog *catalog;
	struct period_reader *periods; /* NULL: no field is a period */
	struct period_reading period;  /* the last that was read */
	struct arena arena;
	struct buf scratch;    /* what this record's cells point at; never grows within a record */
	const char *territory; /* of this record */
	char date[12];	       /* that governs this record, or "" */
	char sent[12];	       /* the day of its message, or "" */
	size_t epoch, sent_epoch;
	bool is_late; /* read as of a day before it was sent: who sent it may be an heir */
	char expected[PERIOD_EXPECTED_BYTES]; /* what a refusal says instead of its plan's; "" when it has
						 nothing of its own */
	struct err *err;
};

/* Prepares every field of the feed from the catalogue as valid on date. A zeroed struct is empty.
 * Errors: ERR_CATALOG for a dialect, unit or list of codes that is not there. Memory: O(catalogue). */
int converter_init(
	struct converter *c, const struct feed *f, struct catalog *catalog, const char *date, struct err *e);
void converter_release(struct converter *c);

/* Room for all that a record of so many raw bytes may need: its cells then stay where they are. Errors:
 * ERR_NOMEM. */
int converter_reserve(struct converter *c, size_t raw_bytes, struct err *e);

/* Copies into the record's scratch, which has room for it, and makes it the cell. NULL, or CONVERT_FAILED. */
const char *convert_copy(struct converter *c, struct cell *out, const char *text, size_t len);

/* A text that lives as long as the record, as a cell; of no length: absent. */
static inline void convert_put(struct cell *out, const char *text, size_t len)
{
	*out = len ? (struct cell){text, (uint32_t)len, CELL_TEXT} : (struct cell){NULL, 0, CELL_ABSENT};
}

/* NFC, blanks trimmed, and folded to one when asked. NULL, a refusal's code, or CONVERT_FAILED. */
const char *convert_clean(struct converter *c, struct slice in, struct cell *out, bool fold);

/* Without the people in it: NULL, CONVERT_MASKED or CONVERT_FAILED. */
const char *convert_hide(struct converter *c, enum mask_kept kind, struct cell *out);

/* The text without blanks at its ends. */
struct slice convert_trim(const struct cell *cell);
bool plan_is_missing(const struct plan *p, struct slice text);

convert_fn convert_text, convert_verbatim, convert_id, convert_code, convert_integer, convert_decimal,
	convert_figure, convert_datetime, convert_date, convert_bool, convert_agency, convert_procedure,
	convert_pseudonym, convert_period, convert_territory;

#endif
