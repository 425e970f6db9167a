/* Names and words of the catalogue that may be shown. */
#include <stdlib.h>
#include <string.h>
#include "model/mask_rows.h"

static int compare(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

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
		if (mask_kinds_of(m, tokens_phrase(t, 0, n)) & WORD_BODY)
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
	return mask_keep(m, tokens_phrase(t, 0, t->n), &m->phrases[m->nphrases++], e);
}

int mask_read_phrases(struct mask *m, struct catalog *c, struct err *e)
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

int mask_prepare(struct catalog *c, struct err *e)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (!catalog_get(c, sources[i].table, e))
			return -1;
	return catalog_get(c, "quote_patterns", e) ? 0 : -1;
}
