#include "model/mask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "core/mask_runs.h"
#include "core/shown.h"
#include "core/text.h"
#include "model/mask_rows.h"

#define SHOWN_BYTES 120
#define CODE_DIGITS 6 /* of a word of a code: more may be a card's or a passport's */

static int add_cut(struct buf *out, struct slice text, struct err *e)
{
	return shown_add_cut(out, text.text, text.len, SHOWN_BYTES, e);
}

static int add_plain(struct buf *out, struct slice text, bool has_runs, struct err *e)
{
	size_t from = out->len;

	if (add_cut(out, text, e) < 0)
		return -1;
	if (!has_runs && out->len > from)
		out->data[out->len = from + mask_runs(out->data + from, out->len - from, false)] = '\0';
	return 0;
}

/* A word with a digit: a code, unless it has a name's letters or a card's digits. */
static bool is_code(const struct token *w)
{
	return w->digits && w->letters <= 3 && (!w->letters || w->digits <= CODE_DIGITS);
}

/* What of the words in m->tokens may be shown. */
struct showing {
	struct mask *m;
	unsigned char *hidden; /* a word each: a person's */
	unsigned char *kept;   /* a word each: the catalogue has it */
	bool has_one_more;
	size_t nshown, nunknown; /* words of each sort */
};

/* A person's word is not known, whatever else it means. */
static bool is_known(const struct showing *s, size_t i)
{
	const struct token *w = tokens_get(&s->m->tokens, i);

	return !s->hidden[i] && !w->is_mail && (s->kept[i] || is_code(w));
}

/* The one word that is not known, when it can be nobody's name: a unit that the catalogue has not. */
static size_t find_stranger(const struct showing *s)
{
	const struct tokens *t = &s->m->tokens;
	size_t found = t->n;

	for (size_t i = 0; i < t->n; i++) {
		if (is_known(s, i))
			continue;
		if (found < t->n)
			return t->n;
		found = i;
	}
	if (found < t->n &&
		(s->hidden[found] || tokens_get(t, found)->is_mail || tokens_get(t, found)->digits ||
			(tokens_get(t, found)->is_capital && !tokens_get(t, found)->is_caps) ||
			(mask_kinds(s->m, t, found, 1) & WORD_FAMILY)))
		return t->n;
	return found;
}

/* The words that are known, the others by their length. */
static int add_words(struct showing *s, struct buf *out, struct err *e)
{
	const struct tokens *t = &s->m->tokens;
	size_t at = 0, stranger = s->has_one_more ? find_stranger(s) : t->n;

	for (size_t i = 0; i < t->n; i++) {
		const struct token *w = tokens_get(t, i);
		bool is_shown = is_known(s, i);

		s->nshown += is_shown;
		s->nunknown += !is_shown;
		if (tokens_gap(t, at, w->at, out, e) < 0 ||
			(is_shown || i == stranger ? buf_add(out, t->text.text + w->at, w->len, e)
						   : token_hide(w, out, e)) < 0)
			return -1;
		at = w->at + w->len;
	}
	return tokens_gap(t, at, t->text.len, out, e);
}

/* A house in a street is shown by nothing: "đường bà triệu" is made of numbers and titles. */
static bool has_street(const struct showing *s)
{
	const struct tokens *t = &s->m->tokens;

	for (size_t i = 0, known; i<t->n; i += known> 1 ? known : 1) {
		known = mask_phrase(s->m, t, i);
		for (size_t n = 1; known < 2 && n <= 2 && i + n <= t->n; n++)
			if (mask_kinds(s->m, t, i, n) & WORD_STREET)
				return true;
	}
	return false;
}

static int quote_words(struct showing *s, struct slice text, struct buf *out, struct err *e)
{
	struct mask *m = s->m;
	struct buf all = {0};
	int rc = -1;

	if (tokens_read(&m->tokens, text, e) < 0)
		goto out;
	s->hidden = calloc(m->tokens.n + 1, 1);
	s->kept = calloc(m->tokens.n + 1, 1);
	if (!s->hidden || !s->kept) {
		err_set(e, ERR_NOMEM, "out of memory for a text");
		goto out;
	}
	mask_find_people(m, &m->tokens, s->hidden);
	if (mask_cover(m, &m->tokens, s->hidden, false, s->kept, e) < 0)
		goto out;
	if (has_street(s)) {
		rc = 0;
	} else if (add_words(s, &all, e) == 0) {
		if (all.len && (s->nunknown > 1 || memchr(s->hidden, 1, m->tokens.n)))
			mask_days(all.data, all.len); /* beside somebody it is a day of birth */
		rc = s->nshown ? add_plain(out, buf_slice(&all), false, e) : 0;
	}
out:
	free(s->hidden);
	free(s->kept);
	buf_release(&all);
	return rc;
}

static bool fits(struct mask *m, const struct quote_row *q, struct slice text)
{
	buf_reset(&m->key);
	return !q->is_words && text.len && text.len <= SHOWN_BYTES && !memchr(text.text, '\0', text.len) &&
	       buf_add(&m->key, text.text, text.len, NULL) == 0 &&
	       regexec(&q->pattern, m->key.data, 0, NULL, 0) == 0;
}

static bool fits_one(const struct mask *m, const char *quote, bool has_runs, struct slice text)
{
	for (size_t i = 0; i < m->nquotes; i++)
		if (strcmp(m->quotes[i].quote, quote) == 0 && m->quotes[i].has_runs == has_runs &&
			fits((struct mask *)m, &m->quotes[i], text))
			return true;
	return false;
}

bool mask_is_personal(const struct mask *m, struct slice text)
{
	return fits_one(m, "personal", false, text);
}

bool mask_is_code(const struct mask *m, const char *quote, struct slice text)
{
	return fits_one(m, quote, true, text);
}

int mask_quote(struct mask *m, const char *quote, struct slice text, struct buf *out, struct err *e)
{
	bool has_words = false, is_fit = false, has_runs = false;
	struct showing s = {.m = m};

	for (size_t i = 0; i < m->nquotes; i++) {
		const struct quote_row *q = &m->quotes[i];

		if (strcmp(q->quote, quote) != 0)
			continue;
		has_words |= q->is_words;
		s.has_one_more |= q->has_one_more;
		if (fits(m, q, text)) {
			is_fit = true;
			has_runs |= q->has_runs;
		}
	}
	if (is_fit)
		return add_plain(out, text, has_runs, e);
	if (has_words && text_is_utf8(text.text, text.len) && quote_words(&s, text, out, e) < 0)
		return -1;
	return s.nshown ? 0 : mask_class(text, out, e);
}
