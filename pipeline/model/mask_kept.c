/* A text that is kept: of its words those that the catalogue has. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "core/mask_runs.h"
#include "model/mask_rows.h"

#define CODE_DIGITS 6	 /* of a word of a code */
#define CODE_LETTERS 3	 /* G15, TT22 */
#define NAME_LETTERS 9	 /* of a word in a file's name that no row has */
#define JOINED_WORDS 6	 /* names in one word: nguyenvanan */
#define JOINED_LETTERS 4 /* of two words of the catalogue in one: hoso */
#define LETTERS_ALONE 1	 /* a, b: a variable, a place in a list */

struct keeping {
	struct mask *m;
	const struct tokens *t;
	unsigned char *hidden, *kept; /* a word each */
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
	for (; i < k->t->n && !tokens_get(k->t, i)->digits; i++)
		n += !k->kept[i] && is_of_names(k->m, tokens_phrase(k->t, i, 1));
	return n > 1;
}

/* What stands for a byte that is no character, with the letters behind it: \xF4ng. */
static bool is_escape(const struct keeping *k, const struct token *w)
{
	const char *at = k->t->text.text + w->at;

	if (w->at == 0 || at[-1] != '\\' || w->len < 3 || at[0] != 'x' || !isxdigit((unsigned char)at[1]) ||
		!isxdigit((unsigned char)at[2]) || w->len > 3 + NAME_LETTERS)
		return false;
	for (size_t i = 3; i < w->len; i++)
		if (isdigit((unsigned char)at[i]))
			return false;
	return true;
}

/* Whether the letters are words of the catalogue, one behind the other: dongbohoso. */
static bool is_of_phrases(const struct mask *m, struct slice key, unsigned left)
{
	for (size_t n = key.len; left && n >= JOINED_LETTERS; n--) {
		struct slice rest = {key.text + n, key.len - n};

		if (mask_has_joined(m, (struct slice){key.text, n}) &&
			(!rest.len || is_of_phrases(m, rest, left - 1)))
			return true;
	}
	return false;
}

/* A short word that is not among names and no names in a row; with marks of its own it is no name at all. */
static bool is_plain_word(struct keeping *k, size_t i)
{
	const struct token *w = tokens_get(k->t, i);

	return k->kind == MASK_NAME && !w->is_mail && !w->digits &&
	       (w->letters <= NAME_LETTERS || is_of_phrases(k->m, tokens_phrase(k->t, i, 1), JOINED_WORDS)) &&
	       (w->len == w->letters || !is_of_names(k->m, tokens_phrase(k->t, i, 1))) &&
	       !is_joined(k->m, tokens_phrase(k->t, i, 1), JOINED_WORDS) && !is_among_names(k, i);
}

static void hide_words(struct keeping *k)
{
	for (size_t i = 0; i < k->t->n; i++) {
		const struct token *w = tokens_get(k->t, i);

		if (!k->kept[i] && (k->hidden[i] || (!is_number(w) && !is_code(w) && !is_plain_word(k, i) &&
							    !(k->kind == MASK_NAME && is_escape(k, w)))))
			hide(k, i);
	}
}

/* A word in plain letters that could be a name, though the catalogue has it: beside one that is hidden it is
 * one. */
static bool is_beside_hidden(const struct keeping *k, size_t i)
{
	const struct token *w = tokens_get(k->t, i);

	return !k->hidden[i] && (k->kept[i] & ~(unsigned)MASK_FIRM) < 2 && !w->digits &&
	       w->len == w->letters &&
	       ((i > 0 && k->hidden[i - 1]) || (i + 1 < k->t->n && k->hidden[i + 1])) &&
	       is_of_names(k->m, tokens_phrase(k->t, i, 1));
}

/* hang, to quang: forth and back, one after another. */
static void hide_beside(struct keeping *k)
{
	for (size_t i = 0; i < k->t->n; i++)
		if (is_beside_hidden(k, i))
			hide(k, i);
	for (size_t i = k->t->n; i-- > 0;)
		if (is_beside_hidden(k, i))
			hide(k, i);
}

/* Numbers of a text in which somebody may be named, but those of a phrase or of a form. */
static void hide_numbers(struct keeping *k)
{
	for (size_t i = 0; i < k->t->n; i++)
		if ((k->kept[i] & ~(unsigned)MASK_FIRM) < 2 && tokens_get(k->t, i)->digits)
			hide(k, i);
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

/* A state that a figure's cell gives by its code: dat, chua-co. */
static bool is_state(const struct mask *m, struct slice text)
{
	struct slice s = slice_trim(text);
	int at = table_find_col(m->codes, "code");

	for (size_t i = 0; at >= 0 && i < m->codes->nrows; i++)
		if (slice_equals(s, m->codes->rows[i].cells[at]))
			return true;
	return false;
}

static int keep(struct keeping *k, struct buf *out, struct err *e)
{
	k->hidden = calloc(k->t->n + 1, 1);
	k->kept = calloc(k->t->n + 1, 1);
	if (!k->hidden || !k->kept)
		return err_set(e, ERR_NOMEM, "out of memory for a text");
	mask_find_people(k->m, k->t, k->hidden);
	if (mask_cover(k->m, k->t, k->hidden, k->kind == MASK_NAME, k->kept, e) < 0)
		return -1;
	hide_words(k);
	hide_beside(k);
	if (k->has_hidden && k->kind == MASK_TEXT)
		hide_numbers(k);
	return put(k, out, e);
}

int mask_keep_text(struct mask *m, enum mask_kept kind, struct slice text, struct buf *out, bool *is_masked,
	struct err *e)
{
	struct keeping k = {.m = m, .t = &m->tokens, .kind = kind};
	size_t from = out->len;
	int rc;

	*is_masked = false;
	if (kind == MASK_FIGURE && is_state(m, text))
		return buf_add(out, text.text, text.len, e);
	if (tokens_read(&m->tokens, text, e) < 0)
		return -1;
	rc = keep(&k, out, e);
	*is_masked = k.has_hidden;
	free(k.hidden);
	free(k.kept);
	if (rc == 0)
		hide_runs(out, from, kind == MASK_FIGURE && !k.has_hidden, k.has_hidden, is_masked);
	return rc;
}
