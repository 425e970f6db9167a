/* What the catalogue knows of words, for mask*.c alone. */
#ifndef MODEL_MASK_ROWS_H
#define MODEL_MASK_ROWS_H

#include <regex.h>
#include "model/mask.h"
#include "model/mask_token.h"

#define MASK_PHRASE_WORDS 24
#define MASK_PLAIN_WORDS 4
#define MASK_FORM_QUOTE "kept" /* of quote_patterns.csv: what stays in a text by its form */
#define MASK_KEPT_WORDS 400    /* a document's line is one phrase */

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

/* Sorted keys of names and words. */
struct phrases {
	struct slice *keys;
	size_t n, longest; /* words of the longest */
};

struct mask {
	struct arena arena;
	struct name_word *words;	/* by key */
	const struct name_word **plain; /* by plain */
	size_t nwords;
	struct phrases shown;	   /* names and words that are no person's, whatever they look like */
	struct phrases kept;	   /* those, the lines of documents and the rows of kept_words.csv */
	struct phrases plain_kept; /* of those, two words to four, without their marks: ho-so, bao-cao */
	struct phrases joined;	   /* those without their blanks: hoso */
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

/* Kinds of all words that are this one without their marks. */
unsigned mask_kinds_plain(const struct mask *m, struct slice key);

/* Whether the n words, with their marks, are no person's though they look like it. */
bool mask_is_known(const struct mask *m, const struct tokens *t, size_t i, size_t n);

/* Sets hidden[i] of every word that is a person's. Shape: hidden has t->n bytes, all 0. */
void mask_find_people(struct mask *m, const struct tokens *t, unsigned char *hidden);

/* Words of the longest phrase of p, of `most` words at most, that begins at word i; 0: none. mask_phrase: of
 * those of every quote. */
size_t mask_phrase_of(const struct phrases *p, const struct tokens *t, size_t i, size_t most);
size_t mask_phrase(const struct mask *m, const struct tokens *t, size_t i);

/* Whether the letters are a phrase of plain_kept without its blanks. */
bool mask_has_joined(const struct mask *m, struct slice key);

/* What mask_cover says of a word beside the number of words of its longest phrase. */
#define MASK_FIRM 128 /* of a phrase that can be nobody's name */
#define MASK_FORM 64  /* kept by its form: a number of a document, a quarter */

/* Sets kept[i] of every word that the catalogue has (a phrase each of whose words is free of people, a
 * pattern `kept` of quote_patterns.csv); phrases may overlap: "chuyển đổi" and "đổi số" keep all three. What
 * can be a part of a name is not kept beside a word that is not known. With is_name (of a file) phrases
 * without their marks as well. Shape: hidden as mask_find_people has set it; kept has t->n bytes. Errors:
 * ERR_NOMEM. */
int mask_cover(struct mask *m, const struct tokens *t, const unsigned char *hidden, bool is_name,
	unsigned char *kept, struct err *e);

#endif
