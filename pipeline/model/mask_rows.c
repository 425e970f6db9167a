#include "model/mask_rows.h"

#include <stdlib.h>
#include <string.h>
#include "core/pattern.h"

static const struct {
	const char *name;
	unsigned kind;
} kinds[] = {{"family", WORD_FAMILY}, {"family_or", WORD_FAMILY_OR}, {"given", WORD_GIVEN},
	{"title", WORD_TITLE}, {"body", WORD_BODY}, {"place", WORD_PLACE}, {"street", WORD_STREET},
	{"initial", WORD_INITIAL}, {"known", WORD_KNOWN}, {"middle", WORD_MIDDLE}};

static int by_key(const void *a, const void *b)
{
	return slice_compare(((const struct name_word *)a)->key, ((const struct name_word *)b)->key);
}

static int by_plain(const void *a, const void *b)
{
	return slice_compare(
		(*(const struct name_word *const *)a)->plain, (*(const struct name_word *const *)b)->plain);
}

int mask_keep(struct mask *m, struct slice from, struct slice *out, struct err *e)
{
	out->text = arena_copy(&m->arena, from.len ? from.text : "", from.len, e);
	out->len = from.len;
	return out->text ? 0 : -1;
}

/* ---- name_words ---- */

static int add_word(struct mask *m, const char *text, unsigned kind, struct err *e)
{
	struct name_word *w = &m->words[m->nwords];
	struct slice key;

	if (tokens_read(&m->tokens, slice_from(text), e) < 0)
		return -1;
	if (!m->tokens.n)
		return 0;
	key = tokens_phrase(&m->tokens, 0, m->tokens.n);
	buf_reset(&m->key);
	if (mask_keep(m, key, &w->key, e) < 0 || token_strip(key, &m->key, e) < 0 ||
		mask_keep(m, buf_slice(&m->key), &w->plain, e) < 0)
		return -1;
	w->kinds = kind;
	m->nwords++;
	return 0;
}

static void merge_words(struct mask *m)
{
	size_t n = 0;

	qsort(m->words, m->nwords, sizeof(*m->words), by_key);
	for (size_t i = 0; i < m->nwords; i++)
		if (n && slice_same(m->words[n - 1].key, m->words[i].key))
			m->words[n - 1].kinds |= m->words[i].kinds;
		else
			m->words[n++] = m->words[i];
	m->nwords = n;
	for (size_t i = 0; i < n; i++)
		m->plain[i] = &m->words[i];
	qsort(m->plain, n, sizeof(struct name_word *), by_plain);
}

static int read_words(struct mask *m, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "name_words", e);

	if (!t)
		return -1;
	m->words = arena_alloc(&m->arena, (t->nrows + 1) * sizeof(*m->words), e);
	m->plain = arena_alloc(&m->arena, (t->nrows + 1) * sizeof(struct name_word *), e);
	if (!m->words || !m->plain)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
			if (strcmp(table_get(t, i, "kind"), kinds[k].name) == 0 &&
				add_word(m, table_get(t, i, "word"), kinds[k].kind, e) < 0)
				return -1;
	merge_words(m);
	return 0;
}

unsigned mask_kinds_of(const struct mask *m, struct slice key)
{
	struct name_word wanted = {.key = key};
	const struct name_word *w = bsearch(&wanted, m->words, m->nwords, sizeof(*m->words), by_key);

	return w ? w->kinds : 0;
}

bool mask_is_known(const struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	return mask_kinds_of(m, tokens_phrase(t, i, n)) & WORD_KNOWN;
}

unsigned mask_kinds(struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	struct slice key = tokens_phrase(t, i, n);
	unsigned found = mask_kinds_of(m, key);

	return tokens_get(t, i)->is_plain ? found | mask_kinds_plain(m, key) : found;
}

unsigned mask_kinds_plain(const struct mask *m, struct slice key)
{
	struct name_word wanted = {.plain = key};
	const struct name_word *w = &wanted, **at = bsearch(&w, m->plain, m->nwords, sizeof(w), by_plain);
	unsigned found = 0;

	if (!at)
		return 0;
	while (at > m->plain && slice_same(at[-1]->plain, key))
		at--;
	for (; at < m->plain + m->nwords && slice_same((*at)->plain, key); at++)
		found |= (*at)->kinds;
	return found;
}

/* ---- quote_patterns ---- */

#define IS_WORDS "words"
#define ONE_MORE "words+1" /* and a word that is not known, when it is the only one: 12 tấn */

bool mask_is_pattern(const char *text)
{
	regex_t pattern;
	bool is_one = strcmp(text, IS_WORDS) == 0;

	if (!is_one && pattern_compile(&pattern, text, NULL) == 0) {
		is_one = true;
		regfree(&pattern);
	}
	return is_one;
}

/* A pattern that is none costs itself: then less is shown, not more. */
static int add_quote(struct mask *m, const struct table *t, size_t row, struct err *e)
{
	struct quote_row *q = &m->quotes[m->nquotes];
	const char *pattern = table_get(t, row, "pattern");
	int rc;

	q->quote = table_get(t, row, "quote");
	q->has_one_more = strcmp(pattern, ONE_MORE) == 0;
	q->is_words = q->has_one_more || strcmp(pattern, IS_WORDS) == 0;
	q->has_runs = *table_get(t, row, "runs") == '1';
	rc = q->is_words			      ? 0
	     : strcmp(q->quote, MASK_FORM_QUOTE) == 0 ? pattern_compile_places(&q->pattern, pattern, e)
						      : pattern_compile(&q->pattern, pattern, e);
	if (rc == 0)
		m->nquotes++;
	return rc < 0 ? -1 : 0;
}

static int read_quotes(struct mask *m, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "quote_patterns", e);

	if (!t || !(m->quotes = arena_alloc(&m->arena, (t->nrows + 1) * sizeof(*m->quotes), e)))
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (add_quote(m, t, i, e) < 0)
			return -1;
	return 0;
}

int mask_open(struct mask **out, struct catalog *c, struct err *e)
{
	struct mask *m = calloc(1, sizeof(*m));

	*out = NULL;
	if (!m)
		return err_set(e, ERR_NOMEM, "out of memory for the words of names");
	m->codes = catalog_get(c, "codes", e);
	if (!m->codes || read_words(m, c, e) < 0 || mask_read_phrases(m, c, e) < 0 ||
		read_quotes(m, c, e) < 0) {
		mask_free(m);
		return -1;
	}
	*out = m;
	return 0;
}

void mask_free(struct mask *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->nquotes; i++)
		if (!m->quotes[i].is_words)
			regfree(&m->quotes[i].pattern);
	tokens_release(&m->tokens);
	buf_release(&m->key);
	arena_release(&m->arena);
	free(m);
}

static void free_kept(void *object)
{
	mask_free(object);
}

struct mask *mask_of(struct catalog *c, struct err *e)
{
	static const char key;
	struct mask *x = catalog_kept(c, &key);

	if (!x && !mask_open(&x, c, e) && catalog_keep(c, &key, x, free_kept, e)) {
		mask_free(x);
		x = NULL;
	}
	return x;
}
