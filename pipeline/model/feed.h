/* A feed as its catalogue rows describe it: where its records stand in the XML, which fields are kept, their
 * types. */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/record.h"
#include "model/catalog.h"
#include "model/dates.h"

enum field_type {
	TYPE_TEXT,	/* NFC, blanks trimmed and folded */
	TYPE_VERBATIM,	/* NFC, blanks trimmed only: words of a document */
	TYPE_ID,	/* text without blanks; compared byte by byte */
	TYPE_CODE,	/* a row of codes.csv, list `codes` */
	TYPE_INTEGER,	/* 64 bits */
	TYPE_DECIMAL,	/* exact decimal in base units of the field's dimension */
	TYPE_FIGURE,	/* ten clean columns, see figure.h */
	TYPE_DATETIME,	/* ISO 8601 with +07:00 */
	TYPE_DATE,	/* YYYY-MM-DD */
	TYPE_BOOL,	/* t / f */
	TYPE_AGENCY,	/* agency of the catalogue, by name or by either form of code */
	TYPE_PROCEDURE, /* procedure code without its agency tail */
	TYPE_PERIOD,	/* a period of the calendar, by its name there */
	TYPE_TERRITORY	/* the agency whose report it is: a body of the province stands for the province */
};

enum reduce {
	REDUCE_ONE, /* one is meant: a second is told, and voids the field when it says something else */
	REDUCE_FIRST,
	REDUCE_LAST,
	REDUCE_COUNT,
	REDUCE_FILLED,	/* counts those that hold something; missing: PATH=VALUE of those that do not count
			   either */
	REDUCE_WHICH,	/* the number of the path's alternative, the greatest that has a text */
	REDUCE_DEEPEST, /* the text of that alternative */
	REDUCE_SUM,
	REDUCE_ANY,
	REDUCE_ALL,
	REDUCE_JOIN,
	REDUCE_WORDS
};

enum policy { POLICY_KEEP, POLICY_DROP, POLICY_PSEUDONYM };

enum column_type { COLUMN_TEXT, COLUMN_TIMESTAMP, COLUMN_DATE, COLUMN_BOOL, COLUMN_INTEGER, COLUMN_NUMERIC };

struct field {
	const char *name;
	const char *title_vi;
	const char *path;    /* as in fields.csv; see extract/path.h */
	const char *dialect; /* row of dialects.csv, or "" */
	const char *unit;    /* unit that a bare number is in; its dimension is the field's */
	const char *codes;   /* list of codes.csv */
	bool codes_of_life;  /* codes_at=life: a row that held on any day from the record's to the
				 message's; a body of the record's day, else of the message's */
	const char *cut;     /* "before:-" or "after:-" or "" */
	const char *period;  /* of a period: "duong-lich quarter", its row of period_fields.csv */
	const char *missing; /* dummies that mean missing, separated by blanks */
	enum field_type type;
	enum reduce reduce;
	enum policy policy;
	bool is_required;
	bool rejects_record; /* on_error=record; else the field is blanked */
	bool is_free_text;   /* never echoed in rejects */
	bool is_found_by;    /* identifies: a kept number that tells one person's records apart */
	const char *quote;   /* rows of quote_patterns.csv: what a reject may show of it; the type's name */
	size_t max_bytes;
	size_t first_column; /* of its clean columns */
	size_t ncolumns;     /* 1, or FIGURE_COLUMNS */
	const char *file;    /* catalogue row, for messages */
	long line;
};

struct column {
	char name[80]; /* field, or field_part of a figure */
	enum column_type type;
	size_t field; /* index in fields */
	bool is_key;
};

/* A territory that the setting territory names. */
struct own_territory {
	const char *territory, *from, *to; /* "": unbounded */
};

/* Dropped fields are not here: they never leave the parser. They are in fields.csv, so that lint sees a
 * policy for every known element. */
struct feed {
	const char *name;  /* "ho-so-ho-tich" */
	const char *kind;  /* "hoso-tthc": the feed whose fields, key, tables and measures it shares; its own
			      name  when it shares none */
	char sql_name[64]; /* "hoso_tthc", of its kind */
	const char *title_vi;
	const char *record;	   /* path of the record element; alternatives separated by | */
	const char *envelopes;	   /* rows of envelopes.csv that its messages stand in; "": any */
	const char *message;	   /* path of the message id, or "": where the envelope has it */
	const char *sent_at;	   /* sources in order, separated by blanks: path:… name:… meta arrival */
	const char *valid_at;	   /* field whose date, or period's last day, governs agencies and units; "" =
				      sent_at */
	const char *territory;	   /* of territories.csv, several that follow one another, field:NAME, or
				      "own": the data centre's first */
	struct own_territory *own; /* what that is, day by day; none: the cell is meant as it stands */
	size_t nown;
	const char **others; /* the data centre's provinces that are not the feed's */
	size_t nothers;
	const char *agency; /* field of the agency whose record it is, or "" */
	struct field *fields;
	size_t nfields;
	struct column *columns; /* clean columns, in order */
	size_t nclean;
	size_t *key; /* column numbers of the key, in order */
	size_t nkey;
	struct dates *dates;  /* how dates are written */
	unsigned max_rejects; /* a file is bad when both are exceeded */
	unsigned max_rejects_pct;
	unsigned max_strangers; /* the same of elements that stand where records stand and are none */
	unsigned max_strangers_pct;
	const char *file; /* catalogue row, for messages */
	long line;
	struct arena arena;
};

/* Reads the feed's rows valid on date (YYYY-MM-DD).
 * Errors: ERR_USAGE for an unknown feed (names the known ones), ERR_CATALOG at the row. Owns: *out is yours,
 * feed_free.
 */
int feed_load(struct feed **out, struct catalog *c, const char *name, const char *date, struct err *e);
void feed_free(struct feed *f);

/* The territory of a record of that day (YYYY-MM-DD): the cell's, or of those that the setting territory
 * names the first that there is on it; none, or "" for a day: the last. Borrowed. */
const char *feed_territory(const struct feed *f, const char *day);

/* The other province of the data centre whose territory that is, or NULL. Borrowed. */
const char *feed_elsewhere(const struct feed *f, const char *territory);

/* Reads what `own` and `others` are, for feed_load. Errors: ERR_CATALOG, ERR_NOMEM. Memory: the feed's. */
int feed_read_own(struct feed *f, struct catalog *c, const char *date, struct err *e);

/* Index of a field or clean column by name, or -1. */
long feed_find_field(const struct feed *f, const char *name);
long feed_find_column(const struct feed *f, const char *name);

/* "N" or "N%": replaces the feed's own limits. Errors: ERR_USAGE. */
int feed_limit_rejects(struct feed *f, const char *text, struct err *e);

/* Whether read and rejected counts make the file bad: more than max_rejects_pct % and more than max_rejects.
 */
bool feed_too_many_rejects(const struct feed *f, uint64_t read, uint64_t rejected);

/* Whether so many strangers among what the file held make it bad: more than max_strangers_pct % of it and
 * more than max_strangers. */
bool feed_too_many_strangers(const struct feed *f, uint64_t read, uint64_t strangers);

#endif
