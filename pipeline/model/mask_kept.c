/* A text that is kept: of its words those that the catalogue has. */
#include <stdlib.h>
#include <string.h>
#include "core/mask_runs.h"
#include "model/mask_rows.h"

#define CODE_DIGITS 6	/* of a word of a code */
#define CODE_LETTERS 3	/* G15, TT22 */
#define NAME_LETTERS 9	/* of a word in a file's name that no row has */
#define JOINED_WORDS 6	/* names in one word: nguyenvanan */
#define LETTERS_ALONE 1 /* a, b: a variable, a place in a list */

struct keeping {
	struct mask *m;
	const struct tokens *t;
	unsigned char *hidden; /* a word each */
	enum mask_kept kind;
	bool has_hidden;
};

static void hide(struct keeping *k, size_t i)
{
	k->hidden[i] = 1;
	k->has_hidden = true;
}

static bool is_number(const struct token *w)
{
	return w->digits && !w->letters;
}

/* Words of the phrase of the catalogue at i, 0: none, or a person is in it. */
static size_t phrase_at(const struct keeping *k, size_t i)
{
	size_t n = mask_phrase_of(&k->m->kept, k->t, i);

	if (k->kind == MASK_NAME && n < 2)
		n = mask_phrase_of(&k->m->plain_kept, k->t, i);
	for (size_t j = i; j < i + n; j++)
		if (k->hidden[j])
			return 0;
	return n;
}

/* A code or a variable: nobody's name, whoever wrote it. */
static bool is_code(const struct token *w)
{
	if (w->is_mail || w->digits > CODE_DIGITS)
		return false;
	return w->digits ? w->letters <= CODE_LETTERS : w->letters <= LETTERS_ALONE;
}

static bool is_of_names(struct mask *m, struct slice key)
{
	return (mask_kinds_of(m, key) | mask_kinds_plain(m, key)) &
	       (WORD_FAMILY | WORD_FAMILY_OR | WORD_GIVEN | WORD_MIDDLE);
}

/* ---- names of files ---- */

/* Whether the letters are two names and more, one behind the other. */
static bool is_joined(struct mask *m, struct slice key, unsigned left)
{
	for (size_t n = 2; left && n < key.len; n++) {
		struct slice rest = {key.text + n, key.len - n};

		if (is_of_names(m, (struct slice){key.text, n}) &&
			(is_of_names(m, rest) || is_joined(m, rest, left - 1)))
			return true;
	}
	return false;
}

/* Whether of the words around i, up to a number, two and more are names, but those of a phrase. */
static bool is_among_names(const struct keeping *k, size_t i)
{
	size_t n = 0;

	while (i > 0 && !tokens_get(k->t, i - 1)->digits)
		i--;
	for (size_t p; i < k->t->n && !tokens_get(k->t, i)->digits; i += p ? p : 1) {
		p = phrase_at(k, i);
		n += !p && is_of_names(k->m, tokens_phrase(k->t, i, 1));
	}
	return n > 1;
}

/* A short word that is not among names and no names in a row; with marks of its own it is no name at all. */
static bool is_plain_word(struct keeping *k, size_t i)
{
	const struct token *w = tokens_get(k->t, i);

	return k->kind == MASK_NAME && !w->is_mail && !w->digits && w->letters <= NAME_LETTERS &&
	       (w->len == w->letters || !is_of_names(k->m, tokens_phrase(k->t, i, 1))) &&
	       !is_joined(k->m, tokens_phrase(k->t, i, 1), JOINED_WORDS) && !is_among_names(k, i);
}

static void hide_words(struct keeping *k)
{
	for (size_t i = 0, n; i < k->t->n; i += n) {
		const struct token *w = tokens_get(k->t, i);

		n = phrase_at(k, i);
		if (!n && (k->hidden[i] || (!is_number(w) && !is_code(w) && !is_plain_word(k, i))))
			hide(k, i);
		n = n ? n : 1;
	}
}

/* Numbers of a text in which somebody may be named. */
static void hide_numbers(struct keeping *k)
{
	for (size_t i = 0, n; i < k->t->n; i += n) {
		n = phrase_at(k, i);
		if (n < 2 && tokens_get(k->t, i)->digits)
			hide(k, i);
		n = n ? n : 1;
	}
}

static int put(const struct keeping *k, struct buf *out, struct err *e)
{
	struct slice text = k->t->text;
	size_t at = 0;

	for (size_t i = 0; i < k->t->n; i++) {
		const struct token *w = tokens_get(k->t, i);

		if (!k->hidden[i])
			continue;
		if (buf_add(out, text.text + at, w->at - at, e) < 0 || token_hide(w, out, e) < 0)
			return -1;
		at = w->at + w->len;
	}
	return buf_add(out, text.text + at, text.len - at, e);
}

static size_t count_shapes(const struct buf *b, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < b->len; i++)
		n += b->data[i] == '#';
	return n;
}

/* Long numbers, and the days that stand beside what is hidden. */
static void hide_runs(struct buf *out, size_t from, bool has_thousands, bool has_hidden, bool *is_masked)
{
	size_t shapes = count_shapes(out, from), len;

	if (out->len == from)
		return;
	len = from + mask_runs(out->data + from, out->len - from, has_thousands);
	if (has_hidden)
		mask_days(out->data + from, len - from);
	*is_masked |= len != out->len || count_shapes(out, from) != shapes;
	out->data[out->len = len] = '\0';
}

int mask_keep_text(struct mask *m, enum mask_kept kind, struct slice text, struct buf *out, bool *is_masked,
	struct err *e)
{
	struct keeping k = {.m = m, .t = &m->tokens, .kind = kind};
	size_t from = out->len;
	int rc;

	*is_masked = false;
	if (tokens_read(&m->tokens, text, e) < 0)
		return -1;
	if (!(k.hidden = calloc(m->tokens.n + 1, 1)))
		return err_set(e, ERR_NOMEM, "out of memory for a text");
	mask_find_people(m, &m->tokens, k.hidden);
	hide_words(&k);
	if (k.has_hidden && kind == MASK_TEXT)
		hide_numbers(&k);
	*is_masked = k.has_hidden;
	rc = put(&k, out, e);
	free(k.hidden);
	if (rc == 0)
		hide_runs(out, from, kind == MASK_FIGURE && !k.has_hidden, k.has_hidden, is_masked);
	return rc;
}
