/* The inside of the dictionary of agencies: shared by the agencies files only. */
#ifndef MODEL_AGENCIES_ROWS_H
#define MODEL_AGENCIES_ROWS_H

#include "model/agencies.h"

/* What may stand behind a body's name and belongs to it. */
enum agency_place {
	PLACE_NONE,
	PLACE_FULL,  /* tỉnh Kon Tum */
	PLACE_BARE,  /* Kon Tum */
	PLACE_LEVEL, /* tỉnh */
	PLACE_BRANCH /* chi nhánh */
};

/* An entry of the dictionary. Owns nothing. */
struct agency_alias {
	struct slice key; /* as agencies_key writes it */
	const char *territory, *ids;
	const char *valid_from, *valid_to;
	enum agency_place place; /* not PLACE_NONE: no name of a body */
	bool is_wrapper;	 /* a word around names: Lãnh đạo, Đề nghị */
	bool is_list;		 /* names more than one agency */
	bool is_own;		 /* the agency's own name: an alias row goes before it */
	bool is_barred; /* a heading, letterhead, post, system, signature: no name, also of nobody else */
	bool is_review; /* doubtful: a person has to say; ids are what it may mean */
};

struct agency_territory {
	const char *name, *parent, *level1, *unknown;
};

enum agency_word_kind { WORD_SHORT, WORD_SPELLING, WORD_JOINT, WORD_LEVEL, WORD_BRANCH };

/* A row of agency_words, folded. */
struct agency_word {
	struct slice word, means;
	const char *valid_from, *valid_to;
	enum agency_word_kind kind;
	bool is_only; /* its one meaning, at any time: taken in names and texts alike */
};

struct agencies {
	struct agency *rows; /* by id, then valid_from */
	size_t n;
	struct agency_alias *aliases; /* by key, then the alias rows first */
	size_t naliases;
	struct agency_word *words; /* by word, then meaning */
	size_t nwords;
	struct agency_territory *territories;
	size_t nterritories;
	const struct table *groups;
	const char **dates; /* sorted: every day on which an answer may change */
	size_t ndates;
	struct arena arena;
	struct buf rest, ids; /* of the last match */
};

/* Reads the tables into a zeroed struct. Errors: ERR_NOMEM, ERR_CATALOG. */
int agencies_read(struct agencies *a, struct catalog *c, struct err *e);

/* Reads agency_words; before any key is made. Errors: ERR_NOMEM, ERR_CATALOG. */
int agency_words_read(struct agencies *a, struct catalog *c, struct err *e);

/* First row of a->words whose word is not less. */
size_t agency_words_from(const struct agencies *a, struct slice word);

/* First entry of a->aliases whose key is not less. */
size_t agency_aliases_from(const struct agencies *a, struct slice key);

/* What the words of a text can be read as: every entry of the dictionary that begins with words[at]. */
struct agency_reader {
	const struct agencies *a;
	const char *date;
	const struct slice *words;
	size_t n;
	/* Called for each: the first entry of the key, the place behind the last word, and whether the words
	 * stand there as they are. */
	void (*take)(void *arg, size_t alias, size_t end, bool is_literal);
	void *arg;
	struct buf key; /* yours to release */
};

/* Tries all ways of writing that agency_words composes, within the dictionary. Errors: ERR_NOMEM. */
int agency_readings(struct agency_reader *r, size_t at, struct err *e);

/* The words of a key; *words is yours to free. Errors: ERR_NOMEM. */
int agency_key_words(struct slice key, struct slice **words, size_t *n, struct err *e);

/* Whether it names agencies: neither barred nor for review. */
bool agency_alias_is_name(const struct agency_alias *alias);

/* The territory above, or "". */
const char *agencies_above(const struct agencies *a, const char *territory);

/* 0 for the territory itself, more for those above it, -1 when an alias of `of` is not for it. */
int agencies_distance(const struct agencies *a, const char *territory, const char *of);

bool agency_is_valid(const char *from, const char *to, const char *date);

#endif
