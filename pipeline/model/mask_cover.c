/* Which words of a text the catalogue knows: those of its phrases, and what is kept by its form. */
#include <string.h>
#include "model/mask_rows.h"

#define NAME_KINDS (WORD_FAMILY | WORD_FAMILY_OR | WORD_GIVEN | WORD_MIDDLE)

static bool is_of_name(const struct mask *m, const struct tokens *t, size_t i)
{
	return mask_kinds_of(m, tokens_phrase(t, i, 1)) & NAME_KINDS;
}

/* Whether people can be called so, were it not for the row: chính quyền, trung tâm. */
static bool is_like_name(const struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	for (size_t k = i; k < i + n; k++)
		if (!is_of_name(m, t, k))
			return false;
	return true;
}

static bool has_capital(const struct tokens *t, size_t i)
{
	return tokens_get(t, i)->is_capital && !tokens_get(t, i)->is_caps;
}

/* A word of a body is one beside any other, as officials write it: Hội Vxyz, Công an Vxyz. */
static bool is_firm(const struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	bool is_named = tokens_get(t, i)->is_caps || (n > 1 && tokens_get(t, i + 1)->is_capital);

	return !is_like_name(m, t, i, n) || (!is_named && (mask_kinds_of(m, tokens_phrase(t, i, n)) &
								  (WORD_BODY | WORD_PLACE | WORD_STREET)));
}

/* Trung Tâm is nobody's centre. */
static bool is_named(const struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	return n > 1 && is_like_name(m, t, i, n) && has_capital(t, i) && has_capital(t, i + 1) &&
	       !mask_is_known(m, t, i, n);
}

static bool is_free(const unsigned char *hidden, size_t i, size_t n)
{
	return !memchr(hidden + i, 1, n);
}

/* Words of the longest phrase at i that holds no person and is no name itself; 0: none. */
static size_t phrase_at(const struct mask *m, const struct phrases *p, const struct tokens *t, size_t i,
	const unsigned char *hidden)
{
	size_t n = mask_phrase_of(p, t, i, t->n);

	while (n && (!is_free(hidden, i, n) || is_named(m, t, i, n)))
		n = mask_phrase_of(p, t, i, n - 1);
	return n;
}

static unsigned at_most(size_t n)
{
	return n < MASK_FORM ? (unsigned)n : MASK_FORM - 1;
}

static void cover(const struct mask *m, const struct tokens *t, const unsigned char *hidden, bool is_name,
	unsigned char *kept)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t n = phrase_at(m, &m->kept, t, i, hidden);
		size_t plain = is_name ? phrase_at(m, &m->plain_kept, t, i, hidden) : 0;

		n = plain > n ? plain : n;
		for (size_t k = i; k < i + n; k++) {
			unsigned firm = is_firm(m, t, i, n) ? MASK_FIRM : kept[k] & MASK_FIRM;
			unsigned before = kept[k] & (MASK_FORM - 1), now = at_most(n);

			kept[k] = (unsigned char)(firm | (now > before ? now : before));
		}
	}
}

/* Whether a word stands there that is not known and can be the rest of a name. */
static bool is_stranger(struct mask *m, const struct tokens *t, const unsigned char *hidden,
	const unsigned char *kept, size_t i)
{
	return !kept[i] && (hidden[i] || has_capital(t, i) || (mask_kinds(m, t, i, 1) & NAME_KINDS));
}

static bool is_beside_stranger(struct mask *m, const struct tokens *t, const unsigned char *hidden,
	const unsigned char *kept, size_t i)
{
	return (i > 0 && tokens_get(t, i)->is_near && is_stranger(m, t, hidden, kept, i - 1)) ||
	       (i + 1 < t->n && tokens_get(t, i + 1)->is_near && is_stranger(m, t, hidden, kept, i + 1));
}

/* "Quyền Quốc Gia", "năm hồng": what can be a part of a name is one beside another that nobody knows. */
static void drop_beside(
	struct mask *m, const struct tokens *t, const unsigned char *hidden, unsigned char *kept)
{
	bool has_more = true;

	while (has_more) {
		has_more = false;
		for (size_t i = 0; i < t->n; i++)
			if (kept[i] && !(kept[i] & MASK_FIRM) && is_beside_stranger(m, t, hidden, kept, i)) {
				kept[i] = 0;
				has_more = true;
			}
	}
}

static bool is_single(const unsigned char *kept, size_t i)
{
	return (kept[i] & (MASK_FORM - 1)) == 1 && !(kept[i] & MASK_FORM);
}

/* A row of one word, that without its marks people are called as well. */
static bool is_alone(struct mask *m, const struct tokens *t, const unsigned char *kept, size_t i)
{
	const struct token *w = tokens_get(t, i);

	return is_single(kept, i) &&
	       ((mask_kinds_of(m, tokens_phrase(t, i, 1)) & NAME_KINDS) ||
		       (w->len == w->letters && (mask_kinds_plain(m, tokens_phrase(t, i, 1)) & NAME_KINDS)));
}

/* Do Bao, cao bao: two such words side by side, written as names are, of which no row has both. */
static bool is_pair_of_names(struct mask *m, const struct tokens *t, const unsigned char *kept, size_t i)
{
	const struct token *a = tokens_get(t, i - 1), *b = tokens_get(t, i);

	return has_capital(t, i) == has_capital(t, i - 1) &&
	       (has_capital(t, i) || (a->len == a->letters && b->len == b->letters)) &&
	       is_alone(m, t, kept, i - 1) && is_alone(m, t, kept, i);
}

/* A single word inside a sentence is no word when it is written with a capital, or stands behind a person. */
static void drop_single(
	struct mask *m, const struct tokens *t, const unsigned char *hidden, unsigned char *kept)
{
	for (size_t i = 1; i < t->n; i++) {
		bool is_body = mask_kinds_of(m, tokens_phrase(t, i, 1)) & (WORD_BODY | WORD_PLACE);

		if (!tokens_get(t, i)->is_near || t->text.text[tokens_get(t, i)->at - 1] == '.')
			continue; /* Server.ServerProxy: words of a code */
		if (is_pair_of_names(m, t, kept, i))
			kept[i - 1] = kept[i] = 0;
		else if (is_single(kept, i) && !is_body &&
			 (has_capital(t, i) || (hidden[i - 1] && !mask_phrase(m, t, i))))
			kept[i] = 0;
	}
}

/* Words that lie whole in a place of the text where a pattern fits: 419/KH-UBND, quý III/2024, 85 %. */
static void keep_form(struct mask *m, const struct quote_row *q, const struct tokens *t,
	const unsigned char *hidden, unsigned char *kept)
{
	regmatch_t found;
	size_t at = 0, i = 0;

	while (at < m->key.len &&
		regexec(&q->pattern, m->key.data + at, 1, &found, at ? REG_NOTBOL : 0) == 0) {
		size_t from = at + (size_t)found.rm_so, to = at + (size_t)found.rm_eo;

		for (; i < t->n && tokens_get(t, i)->at < to; i++)
			if (tokens_get(t, i)->at >= from &&
				tokens_get(t, i)->at + tokens_get(t, i)->len <= to &&
				!tokens_get(t, i)->is_mail && !hidden[i])
				kept[i] = MASK_FIRM | MASK_FORM;
		at = to > at ? to : at + 1;
	}
}

static int keep_forms(struct mask *m, const struct tokens *t, const unsigned char *hidden,
	unsigned char *kept, struct err *e)
{
	buf_reset(&m->key);
	if (!t->text.len || memchr(t->text.text, '\0', t->text.len))
		return 0;
	if (buf_add(&m->key, t->text.text, t->text.len, e) < 0)
		return -1;
	for (size_t i = 0; i < m->nquotes; i++)
		if (strcmp(m->quotes[i].quote, MASK_FORM_QUOTE) == 0 && !m->quotes[i].is_words)
			keep_form(m, &m->quotes[i], t, hidden, kept);
	return 0;
}

int mask_cover(struct mask *m, const struct tokens *t, const unsigned char *hidden, bool is_name,
	unsigned char *kept, struct err *e)
{
	memset(kept, 0, t->n);
	cover(m, t, hidden, is_name, kept);
	if (keep_forms(m, t, hidden, kept, e) < 0)
		return -1;
	if (!is_name)
		drop_single(m, t, hidden, kept);
	drop_beside(m, t, hidden, kept);
	return 0;
}
