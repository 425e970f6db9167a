/* Agencies by code or by name, within a territory and at a date; and the tree that figures roll up over. */
#ifndef MODEL_AGENCIES_H
#define MODEL_AGENCIES_H

#include "model/catalog.h"

struct agency {
	const char *id, *territory, *parent; /* parent "" at a root, and for groups */
	const char *level, *name_vi, *short_vi, *code;
	const char *kind; /* body, group, system, unknown, unattributed */
	const char *valid_from, *valid_to;
};

struct agencies;

/* Reads territories, agencies, agency_aliases, agency_groups, agency_words. Memory: O(rows). Owns: *out is
 * yours, agencies_free. Errors: ERR_CATALOG, ERR_NOMEM. */
int agencies_open(struct agencies **out, struct catalog *c, struct err *e);
void agencies_free(struct agencies *a);

/* The same, read once a catalogue and freed with it. NULL with e set on error. Errors: as agencies_open. */
struct agencies *agencies_of(struct catalog *c, struct err *e);

/* The row of the id valid on date (NULL: the last row), or NULL. */
const struct agency *agencies_find(const struct agencies *a, const char *id, const char *date);

/* All rows, by id. */
const struct agency *agencies_all(const struct agencies *a, size_t *n);

/* The unit that an unknown one of this territory counts under ("H34.?"), or "" when the territory is unknown.
 */
const char *agencies_unknown(const struct agencies *a, const char *territory);

/* Members of a group on date, one after another from *at = 0; NULL at the end. */
const char *agencies_member(const struct agencies *a, const char *group, const char *date, size_t *at);

/* The list ids with every group replaced by its members on date, groups in groups too, each agency once, in
 * order; a group without a member on date stays as it is. Members must be valid on date themselves. Appends
 * to out, joined by blanks. Errors: ERR_NOMEM; ERR_CATALOG for groups that contain each other. */
int agencies_expand(
	const struct agencies *a, const char *ids, const char *date, struct buf *out, struct err *e);

/* Number that changes when a row begins or ends to be valid: between two dates of one epoch every answer is
 * the same. */
size_t agencies_epoch(const struct agencies *a, struct slice date);

enum agency_state { AGENCY_FOUND, AGENCY_LIST, AGENCY_UNKNOWN };

/* ids: joined by a blank, in the order of the cell; for AGENCY_UNKNOWN the territory's unknown unit. rest:
 * the words that no name of the dictionary covers. Both are owned by a until the next call. review: of a text
 * that is on the review list, what it may mean; never taken for it. */
struct agency_match {
	enum agency_state state;
	const char *ids;
	struct slice rest;
	const char *review;
};

/* The key that names are the same by: folded (core/text.h), full stops, commas, brackets, quotes, apostrophes
 * and what nobody sees left out, joints (và, &) too, abbreviations of one meaning written out. A semicolon
 * stays: it parts two names. Errors: ERR_NOMEM; ERR_RECORD as text_fold. */
int agencies_key(const struct agencies *a, struct slice text, struct buf *out, struct err *e);

/* Either form of code or an id of agencies.csv, else the name on its key, with every reading of its
 * abbreviations that is a name and with the territory's name behind it, else a list split by longest match on
 * the dictionary; a near miss is never a match, and of a text that may be two bodies `review` has both. Names
 * are those of the territory, of the territories above it, and of the whole country. Source:
 * QCVN102-2016, QD20-2020; agency_words.csv. Errors: ERR_NOMEM; a text that cannot be a name is
 * AGENCY_UNKNOWN. */
int agencies_match(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e);

/* Only the splitting: as agencies_match, but rows that name a whole list are left aside. Errors: as
 * agencies_match. */
int agencies_split(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e);

/* Up to max agencies whose names are near: for a person to judge. Returns their number. */
size_t agencies_suggest(struct agencies *a, const char *territory, const char *date, struct slice text,
	const struct agency **out, size_t max);

/* A code in either form as a path in the new form ("000.00.19.H34" and "H34.19" give "H34.19"). Returns its
 * length, 0 when it is no code. out holds 40 bytes. Source: QCVN102-2016; QD20-2020 (35
 * characters). */
size_t agency_code_path(struct slice text, char out[40]);

#endif
