#include "normalize/words.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"

static size_t count_words(struct slice key)
{
	size_t n = key.len > 0;

	for (size_t i = 0; i < key.len; i++)
		n += key.text[i] == ' ';
	return n;
}

static int add_word(struct words *w, const struct table *t, size_t row, struct err *e)
{
	const char *text = table_get(t, row, "word");
	struct word *word = &w->rows[w->n++];
	struct buf key = {0};
	int ret = -1;

	word->kind = table_get(t, row, "kind");
	word->value = table_get(t, row, "value");
	word->factor = table_get(t, row, "factor");
	word->valid_from = table_get(t, row, "valid_from");
	word->valid_to = table_get(t, row, "valid_to");
	if (!text_has_letter(slice_from(text))) {
		word->key = slice_from(text);
		return 0;
	}
	if (text_fold(text, strlen(text), &key, e) < 0)
		goto out;
	word->key.text = arena_copy(&w->arena, key.data ? key.data : "", key.len, e);
	word->key.len = key.len;
	word->nwords = count_words(word->key);
	ret = word->key.text ? 0 : -1;
out:
	buf_release(&key);
	return ret;
}

static int by_length(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->key.len != y->key.len)
		return x->key.len < y->key.len ? 1 : -1;
	return slice_compare(x->key, y->key);
}

int words_read(struct words *w, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "number_words", e);

	if (!t)
		return -1;
	w->rows = arena_alloc(&w->arena, (t->nrows + 1) * sizeof(*w->rows), e);
	if (!w->rows)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && add_word(w, t, i, e) < 0)
			return -1;
	qsort(w->rows, w->n, sizeof(*w->rows), by_length);
	return 0;
}

void words_release(struct words *w)
{
	arena_release(&w->arena);
	*w = (struct words){0};
}

/* A digit or a sign; the signs of Unicode are those from U+2000 to U+2FFF. */
static bool ends_word(char c)
{
	return strchr(" 0123456789<>=(;:)%~", c) || c == '\xE2';
}

/* Bytes of the first n words of s; a digit or a sign ends a word. */
static size_t first_words(struct slice s, size_t n)
{
	size_t i = 0;

	while (i < s.len && n) {
		while (i < s.len && !ends_word(s.text[i]))
			i++;
		if (--n == 0 || i == s.len || s.text[i] != ' ')
			break;
		i++;
	}
	while (i && s.text[i - 1] == '-') /* the minus of the number behind */
		i--;
	return i;
}

static bool starts_with(struct slice s, const struct word *word, size_t *used)
{
	struct buf key = {0};
	bool is_same;

	if (!word->nwords) {
		*used = word->key.len;
		return s.len >= word->key.len && memcmp(s.text, word->key.text, word->key.len) == 0;
	}
	*used = first_words(s, word->nwords);
	is_same = text_fold(s.text, *used, &key, NULL) == 0 && slice_same(buf_slice(&key), word->key);
	buf_release(&key);
	return is_same;
}

static bool has_kind(const char *kinds, const char *kind)
{
	size_t n = strlen(kind);

	for (const char *p = kinds; (p = strstr(p, kind)); p += n)
		if ((p == kinds || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
			return true;
	return false;
}

static bool is_held(const struct words *w, const struct word *row)
{
	const char *date = w->date ? w->date : "";

	return !*date || ((!*row->valid_from || strncmp(row->valid_from, date, 10) <= 0) &&
				 (!*row->valid_to || strncmp(date, row->valid_to, 10) <= 0));
}

const struct word *words_find(const struct words *w, struct slice s, const char *kinds, size_t *used)
{
	for (size_t i = 0; i < w->n; i++)
		if (has_kind(kinds, w->rows[i].kind) && is_held(w, &w->rows[i]) &&
			starts_with(s, &w->rows[i], used))
			return &w->rows[i];
	return NULL;
}

const struct word *words_find_last(const struct words *w, struct slice s, const char *kinds, size_t *start)
{
	const struct word *word;
	size_t used;

	for (size_t i = 0; i < s.len; i++) {
		if (i && s.text[i - 1] != ' ' && !ends_word(s.text[i]) && !ends_word(s.text[i - 1]))
			continue;
		word = words_find(w, (struct slice){s.text + i, s.len - i}, kinds, &used);
		if (word && used == s.len - i) {
			*start = i;
			return word;
		}
	}
	return NULL;
}
