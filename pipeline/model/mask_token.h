/* A text in words, for mask*.c alone. */
#ifndef MODEL_MASK_TOKEN_H
#define MODEL_MASK_TOKEN_H

#include "core/buf.h"

struct token {
	size_t at, len;		/* bytes in the text */
	size_t key_at, key_len; /* its folded key in tokens.keys */
	unsigned letters, digits;
	bool is_capital, is_caps; /* the first letter is one; all of several are */
	bool is_near;		  /* only blanks between it and the token before */
	bool is_mail;		  /* of a word with an @ */
	bool is_plain;		  /* without marks, and so are two beside it */
	bool is_after_colon;	  /* a colon and blanks stand before it */
};

/* A zeroed struct is empty. */
struct tokens {
	struct slice text;
	struct buf words; /* struct token */
	struct buf keys;  /* each key ends in a blank: neighbours are phrases */
	size_t n;
};

/* The words of text: rows of letters and digits. With is_name, marks of file names (- and _) are blanks.
 * Errors: ERR_NOMEM; ERR_RECORD for bytes that are not UTF-8. */
int tokens_read(struct tokens *t, struct slice text, struct err *e);
void tokens_release(struct tokens *t);
const struct token *tokens_get(const struct tokens *t, size_t i);

/* The key of n words from i on. */
struct slice tokens_phrase(const struct tokens *t, size_t i, size_t n);

/* Appends the word as its number of letters: ‹6›. Errors: ERR_NOMEM. */
int token_hide(const struct token *w, struct buf *out, struct err *e);

/* Appends the bytes between two places of the text, control bytes as blanks. Errors: ERR_NOMEM. */
int tokens_gap(const struct tokens *t, size_t from, size_t to, struct buf *out, struct err *e);

/* The key without its marks: "đường" is "duong". Errors: ERR_NOMEM. */
int token_strip(struct slice key, struct buf *out, struct err *e);

#endif
