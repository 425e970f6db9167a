#include "model/mask_token.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "core/text.h"

static size_t decode(const char *s, size_t len, utf8proc_int32_t *cp)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, cp);

	if (n > 0)
		return (size_t)n;
	*cp = 0xFFFD;
	return 1;
}

enum sort { SORT_LETTER, SORT_MARK, SORT_DIGIT, SORT_BLANK, SORT_OTHER };

static enum sort sort_of(utf8proc_int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO)
		return SORT_LETTER;
	if (c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || cp == 0xAD)
		return SORT_MARK; /* of the letter before it */
	if (c == UTF8PROC_CATEGORY_ND)
		return SORT_DIGIT;
	return c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_CC || c == UTF8PROC_CATEGORY_CF ||
			       cp == '-' || cp == '_' || cp == 0x2011
		       ? SORT_BLANK
		       : SORT_OTHER;
}

/* Its key: folded as names are; a word of another script stands for itself. */
static int add_key(struct tokens *t, struct token *w, struct err *e)
{
	struct err ignored = {0};

	w->key_at = t->keys.len;
	if (text_fold(t->text.text + w->at, w->len, &t->keys, &ignored) < 0) {
		t->keys.len = w->key_at;
		if (buf_add(&t->keys, t->text.text + w->at, w->len, e) < 0)
			return -1;
	}
	w->key_len = t->keys.len - w->key_at;
	return buf_add_char(&t->keys, ' ', e);
}

static int add_token(struct tokens *t, struct token *w, struct err *e)
{
	if (!w->len)
		return 0;
	if (add_key(t, w, e) < 0 || buf_add(&t->words, w, sizeof(*w), e) < 0)
		return -1;
	t->n++;
	*w = (struct token){.is_near = true};
	return 0;
}

static void grow(struct token *w, size_t at, size_t n, utf8proc_int32_t cp, enum sort sort)
{
	bool is_upper = utf8proc_category(cp) == UTF8PROC_CATEGORY_LU;

	if (!w->len) {
		w->at = at;
		w->is_capital = is_upper;
		w->is_caps = true;
	}
	w->len = at + n - w->at;
	w->letters += sort == SORT_LETTER;
	w->digits += sort == SORT_DIGIT;
	w->is_caps &= sort != SORT_LETTER || is_upper;
}

/* Every word of a row without a blank that holds an @. */
static void mark_mail(struct tokens *t)
{
	struct token *words = (struct token *)(void *)t->words.data;

	for (const char *at = t->text.text, *end = at + t->text.len;
		(at = memchr(at, '@', (size_t)(end - at))); at++) {
		size_t from = (size_t)(at - t->text.text), to = from;

		while (from && !strchr(" \t\r\n,;()<>", t->text.text[from - 1]))
			from--;
		while (to < t->text.len && !strchr(" \t\r\n,;()<>", t->text.text[to]))
			to++;
		for (size_t i = 0; i < t->n; i++)
			words[i].is_mail |= words[i].at >= from && words[i].at < to;
	}
}

const struct token *tokens_get(const struct tokens *t, size_t i)
{
	return (const struct token *)(const void *)t->words.data + i;
}

static bool is_ascii(const struct tokens *t, size_t i)
{
	const struct token *w = tokens_get(t, i);

	return !w->digits && text_is_ascii(t->text.text + w->at, w->len);
}

#define PLAIN_WORDS 3 /* without marks one after the other: surely none were typed; fewer may have none */

/* Whoever types without marks does so for a whole name. */
static void mark_plain(struct tokens *t)
{
	struct token *words = (struct token *)(void *)t->words.data;

	for (size_t i = 0, n; i < t->n; i += n) {
		for (n = 0; i + n < t->n && is_ascii(t, i + n) && (n == 0 || words[i + n].is_near);)
			n++;
		for (size_t k = i; k < i + n; k++)
			words[k].is_plain = n >= PLAIN_WORDS || n == t->n;
		n = n ? n : 1;
	}
}

int tokens_read(struct tokens *t, struct slice text, struct err *e)
{
	struct token w = {0};
	utf8proc_int32_t cp;

	buf_reset(&t->words);
	buf_reset(&t->keys);
	t->n = 0;
	t->text = text;
	for (size_t i = 0, n; i < text.len; i += n) {
		enum sort sort;

		n = decode(text.text + i, text.len - i, &cp);
		sort = sort_of(cp);
		if (sort <= SORT_DIGIT && (sort != SORT_MARK || w.len)) {
			grow(&w, i, n, cp, sort);
			continue;
		}
		if (add_token(t, &w, e) < 0)
			return -1;
		if (cp == '.' && i + 1 < text.len && !strchr(" \t\r\n.", text.text[i + 1]))
			sort = SORT_BLANK; /* nguyen.van.an, TP.Hồ Chí Minh */
		w.is_near &= sort != SORT_OTHER;
		w.is_after_colon = cp == ':' || (w.is_after_colon && sort == SORT_BLANK);
	}
	if (add_token(t, &w, e) < 0)
		return -1;
	mark_mail(t);
	mark_plain(t);
	return 0;
}

void tokens_release(struct tokens *t)
{
	buf_release(&t->words);
	buf_release(&t->keys);
	*t = (struct tokens){0};
}

struct slice tokens_phrase(const struct tokens *t, size_t i, size_t n)
{
	const struct token *first = tokens_get(t, i), *last = tokens_get(t, i + n - 1);

	return (struct slice){t->keys.data + first->key_at, last->key_at + last->key_len - first->key_at};
}

int token_hide(const struct token *w, struct buf *out, struct err *e)
{
	return buf_addf(out, e, "‹%u›", w->letters + w->digits);
}

int tokens_gap(const struct tokens *t, size_t from, size_t to, struct buf *out, struct err *e)
{
	for (size_t i = from; i < to; i++) {
		char c = t->text.text[i];

		if (buf_add_char(out, (unsigned char)c < ' ' || c == 0x7F ? ' ' : c, e) < 0)
			return -1;
	}
	return 0;
}

int token_strip(struct slice key, struct buf *out, struct err *e)
{
	utf8proc_uint8_t *plain = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)key.text, (utf8proc_ssize_t)key.len,
		&plain, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
	int rc = 0;

	if (n < 0)
		return n == UTF8PROC_ERROR_NOMEM ? err_set(e, ERR_NOMEM, "out of memory")
						 : buf_add(out, key.text, key.len, e);
	for (utf8proc_ssize_t i = 0; i < n && rc == 0; i++)
		if (plain[i] == 0xC4 && plain[i + 1] == 0x91) {
			rc = buf_add_char(out, 'd', e);
			i++;
		} else {
			rc = buf_add_char(out, (char)plain[i], e);
		}
	free(plain);
	return rc;
}
