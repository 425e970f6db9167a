#include "core/mask_rows.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned kind;
} kinds[] = {{"family", WORD_FAMILY}, {"family_or", WORD_FAMILY_OR}, {"given", WORD_GIVEN},
	{"title", WORD_TITLE}, {"body", WORD_BODY}, {"place", WORD_PLACE}, {"street", WORD_STREET},
	{"initial", WORD_INITIAL}, {"known", WORD_KNOWN}, {"middle", WORD_MIDDLE}};

static int compare(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static int by_key(const void *a, const void *b)
{
	return slice_compare(((const struct name_word *)a)->key, ((const struct name_word *)b)->key);
}

static int by_plain(const void *a, const void *b)
{
	return slice_compare(
		(*(const struct name_word *const *)a)->plain, (*(const struct name_word *const *)b)->plain);
}

static int keep(struct mask *m, struct slice from, struct slice *out, struct err *e)
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
	if (keep(m, key, &w->key, e) < 0 || token_strip(key, &m->key, e) < 0 ||
		keep(m, buf_slice(&m->key), &w->plain, e) < 0)
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

static int words_read(struct mask *m, struct catalog *c, struct err *e)
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

static unsigned kinds_of_key(const struct mask *m, struct slice key)
{
	struct name_word wanted = {.key = key};
	const struct name_word *w = bsearch(&wanted, m->words, m->nwords, sizeof(*m->words), by_key);

	return w ? w->kinds : 0;
}

bool mask_is_known(const struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	return kinds_of_key(m, tokens_phrase(t, i, n)) & WORD_KNOWN;
}

unsigned mask_kinds(struct mask *m, const struct tokens *t, size_t i, size_t n)
{
	struct slice key = tokens_phrase(t, i, n);
	struct name_word wanted = {.plain = key};
	const struct name_word *w = &wanted, **at;
	unsigned found = kinds_of_key(m, key);

	if (!tokens_get(t, i)->is_plain || !(at = bsearch(&w, m->plain, m->nwords, sizeof(w), by_plain)))
		return found;
	while (at > m->plain && slice_same(at[-1]->plain, key))
		at--;
	for (; at < m->plain + m->nwords && slice_same((*at)->plain, key); at++)
		found |= (*at)->kinds;
	return found;
}

/* ---- phrases ---- */

static const struct {
	const char *table, *column;
	bool is_name; /* shown only when a word of a body begins it: "Ngọc Linh" is a commune and a woman */
} sources[] = {{"agencies", "name_vi", true}, {"agencies", "short_vi", true},
	{"agency_aliases", "alias", true}, {"admin_units", "name", true}, {"territories", "name_vi", true},
	{"name_words", "word", false}, {"number_words", "word", false}, {"units", "title_vi", false},
	{"unit_aliases", "alias", false}, {"codes", "title_vi", false}};

static bool is_shown(const struct mask *m, const struct tokens *t, bool is_name)
{
	if (!is_name)
		return true;
	for (size_t n = 1; n <= t->n && n <= 4; n++)
		if (kinds_of_key(m, tokens_phrase(t, 0, n)) & WORD_BODY)
			return true;
	return false;
}

/* Of name_words only the kinds that are no person's. */
static bool is_word_shown(const struct table *t, size_t row)
{
	const char *kind = table_get(t, row, "kind");

	return strcmp(t->name, "name_words") != 0 || strcmp(kind, "body") == 0 ||
	       strcmp(kind, "place") == 0 || strcmp(kind, "street") == 0 || strcmp(kind, "word") == 0;
}

static int add_phrase(struct mask *m, const char *text, bool is_name, struct err *e)
{
	struct tokens *t = &m->tokens;

	if (tokens_read(t, slice_from(text), e) < 0)
		return -1;
	if (!t->n || t->n > MASK_PHRASE_WORDS || !is_shown(m, t, is_name))
		return 0;
	m->longest = t->n > m->longest ? t->n : m->longest;
	return keep(m, tokens_phrase(t, 0, t->n), &m->phrases[m->nphrases++], e);
}

static int phrases_read(struct mask *m, struct catalog *c, struct err *e)
{
	const struct table *t[sizeof(sources) / sizeof(*sources)];
	size_t n = 1;

	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		if (!(t[i] = catalog_get(c, sources[i].table, e)))
			return -1;
		n += t[i]->nrows;
	}
	if (!(m->phrases = arena_alloc(&m->arena, n * sizeof(*m->phrases), e)))
		return -1;
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		for (size_t row = 0; row < t[i]->nrows; row++)
			if (is_word_shown(t[i], row) && add_phrase(m, table_get(t[i], row, sources[i].column),
								sources[i].is_name, e) < 0)
				return -1;
	qsort(m->phrases, m->nphrases, sizeof(*m->phrases), compare);
	return 0;
}

size_t mask_phrase(const struct mask *m, const struct tokens *t, size_t i)
{
	size_t most = t->n - i < m->longest ? t->n - i : m->longest;

	for (size_t n = most; n > 0; n--) {
		struct slice key = tokens_phrase(t, i, n);

		if (bsearch(&key, m->phrases, m->nphrases, sizeof(key), compare))
			return n;
	}
	return 0;
}

/* ---- quote_patterns ---- */

static int add_quote(struct mask *m, const struct table *t, size_t row, struct err *e)
{
	struct quote_row *q = &m->quotes[m->nquotes];
	const char *pattern = table_get(t, row, "pattern");

	q->quote = table_get(t, row, "quote");
	q->is_words = strcmp(pattern, "words") == 0;
	q->has_runs = *table_get(t, row, "runs") == '1';
	if (!q->is_words && regcomp(&q->pattern, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"column pattern: found '%s', expected an extended regular expression or words",
			pattern);
	m->nquotes++;
	return 0;
}

static int quotes_read(struct mask *m, struct catalog *c, struct err *e)
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
	if (words_read(m, c, e) < 0 || phrases_read(m, c, e) < 0 || quotes_read(m, c, e) < 0) {
		mask_free(m);
		return -1;
	}
	*out = m;
	return 0;
}

int mask_prepare(struct catalog *c, struct err *e)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (!catalog_get(c, sources[i].table, e))
			return -1;
	return catalog_get(c, "quote_patterns", e) ? 0 : -1;
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
