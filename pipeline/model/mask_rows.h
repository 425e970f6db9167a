/* What the catalogue knows of words, for mask*.c alone. */
#ifndef MODEL_MASK_ROWS_H
#define MODEL_MASK_ROWS_H

#include <regex.h>
#include "model/mask.h"
#include "model/mask_token.h"

#define MASK_PHRASE_WORDS 24

/* Kinds of name_words.csv, as bits. */
enum word_kind {
	WORD_FAMILY = 1,    /* of people and nothing else: Nguyễn */
	WORD_FAMILY_OR = 2, /* also a word: Hồ, Lý */
	WORD_GIVEN = 4,	    /* middle and given names */
	WORD_TITLE = 8,	    /* ông, bà */
	WORD_BODY = 16,	    /* what names of bodies begin with: sở, xã */
	WORD_PLACE = 32,    /* what is named after people: phường, trường */
	WORD_STREET = 64,   /* đường, ngõ */
	WORD_INITIAL = 128, /* A, Y: before a name of the highlands */
	WORD_KNOWN = 256,   /* no person though it looks like one: Thái Bình */
	WORD_MIDDLE = 512   /* of names alone, behind the family's: văn, thị */
};

struct name_word {
	struct slice key, plain; /* plain: without its marks */
	unsigned kinds;
};

struct quote_row {
	const char *quote;
	bool is_words, has_one_more, has_runs;
	regex_t pattern; /* when !is_words */
};

struct mask {
	struct arena arena;
	struct name_word *words;	/* by key */
	const struct name_word **plain; /* by plain */
	size_t nwords;
	struct slice *phrases; /* sorted keys: names and words that may be shown */
	size_t nphrases;
	size_t longest; /* words of the longest phrase */
	struct quote_row *quotes;
	size_t nquotes;
	const struct table *codes; /* of lists: borrowed from the catalogue */
	struct tokens tokens;
	struct buf key;
};

/* A copy that lives as long as the mask. Errors: ERR_NOMEM. */
int mask_keep(struct mask *m, struct slice from, struct slice *out, struct err *e);
int mask_read_phrases(struct mask *m, struct catalog *c, struct err *e);
unsigned mask_kinds_of(const struct mask *m, struct slice key);

/* Kinds of the n words from i on; words without marks are compared without them. */
unsigned mask_kinds(struct mask *m, const struct tokens *t, size_t i, size_t n);

/* Whether the n words, with their marks, are no person's though they look like it. */
bool mask_is_known(const struct mask *m, const struct tokens *t, size_t i, size_t n);

/* Sets hidden[i] of every word that is a person's. Shape: hidden has t->n bytes, all 0. */
void mask_find_people(struct mask *m, const struct tokens *t, unsigned char *hidden);

/* Words of the longest phrase that begins at word i; 0: none. */
size_t mask_phrase(const struct mask *m, const struct tokens *t, size_t i);

#endif
