/* Names and words of the catalogue that may be shown. */
#include <stdlib.h>
#include <string.h>
#include "model/mask_rows.h"

static int compare(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

#define OF_NAMES 1u   /* shown only behind a word of a body */
#define KEPT_ALONE 2u /* in what is kept, in no quote */
#define OF_PATHS 4u   /* names of elements, each one a word */

#define ELEMENT_LETTERS 6 /* of an element's name: a shorter one may be anybody's */
#define PATH_NAMES 32	  /* in one path, at most */

/* Who may show a row's text: every quote and what is kept, or what is kept alone. A name is shown only when a
 * word of a body begins it: "Ngọc Linh" is a commune and a woman. */
static const struct source {
	const char *table, *column;
	unsigned how;
} sources[] = {{"agencies", "name_vi", OF_NAMES}, {"agencies", "short_vi", OF_NAMES},
	{"agency_aliases", "alias", OF_NAMES}, {"territories", "name_vi", OF_NAMES},
	{"name_words", "word", 0}, {"number_words", "word", 0}, {"units", "title_vi", 0},
	{"unit_aliases", "alias", 0}, {"codes", "title_vi", 0}, {"kept_words", "words", KEPT_ALONE},
	{"name_words", "word", KEPT_ALONE}, {"code_aliases", "alias", KEPT_ALONE},
	{"admin_units", "name_vi", OF_NAMES | KEPT_ALONE}, {"agency_strings", "text", OF_NAMES | KEPT_ALONE},
	{"set_rows", "section_title", KEPT_ALONE}, {"set_rows", "wording", KEPT_ALONE},
	{"set_rows", "lead", KEPT_ALONE}, {"set_rows", "coordinating", KEPT_ALONE},
	{"set_rows", "following", KEPT_ALONE}, {"set_rows", "directing", KEPT_ALONE},
	{"set_texts", "text", KEPT_ALONE}, {"targets", "text", KEPT_ALONE},
	{"targets", "baseline_text", KEPT_ALONE}, {"indicators", "title_vi", KEPT_ALONE},
	{"indicators", "indicator", KEPT_ALONE}, {"systems", "title_vi", KEPT_ALONE},
	{"systems", "purpose", KEPT_ALONE}, {"variables", "var", KEPT_ALONE}, {"feeds", "feed", KEPT_ALONE},
	{"feeds", "record", KEPT_ALONE | OF_PATHS}};

#define SOURCES (sizeof(sources) / sizeof(*sources))

static bool is_shown(const struct mask *m, const struct tokens *t, bool is_name)
{
	if (!is_name)
		return true;
	for (size_t n = 1; n <= t->n && n <= 4; n++)
		if (mask_kinds_of(m, tokens_phrase(t, 0, n)) & WORD_BODY)
			return true;
	return false;
}

/* Of name_words only the kinds that are no person's; `known` (Thái Bình) where they stand alone. */
static bool is_word_shown(const struct source *s, const struct table *t, size_t row)
{
	const char *kind = table_get(t, row, "kind");

	if (strcmp(t->name, "name_words") != 0)
		return true;
	if (s->how & KEPT_ALONE)
		return strcmp(kind, "known") == 0;
	return strcmp(kind, "body") == 0 || strcmp(kind, "place") == 0 || strcmp(kind, "street") == 0 ||
	       strcmp(kind, "word") == 0;
}

/* An indicator 3.2 is no day of birth that may be kept. */
static bool has_letters(const struct tokens *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (tokens_get(t, i)->letters)
			return true;
	return false;
}

static int add_phrase(
	struct mask *m, struct phrases *to, const char *text, size_t most, bool is_name, struct err *e)
{
	struct tokens *t = &m->tokens;

	if (tokens_read(t, slice_from(text), e) < 0)
		return -1;
	if (!t->n || t->n > most || !is_shown(m, t, is_name) || !has_letters(t))
		return 0;
	to->longest = t->n > to->longest ? t->n : to->longest;
	return mask_keep(m, tokens_phrase(t, 0, t->n), &to->keys[to->n++], e);
}

/* The same without its marks, as names of files have it; and without its blanks. */
static int add_plain(struct mask *m, struct err *e)
{
	struct slice key = m->kept.keys[m->kept.n - 1];
	size_t words = 1, n = 0;

	for (size_t i = 0; i < key.len; i++)
		words += key.text[i] == ' ';
	if (words < 2 || words > MASK_PLAIN_WORDS)
		return 0;
	buf_reset(&m->key);
	m->plain_kept.longest = MASK_PLAIN_WORDS;
	if (token_strip(key, &m->key, e) < 0 ||
		mask_keep(m, buf_slice(&m->key), &m->plain_kept.keys[m->plain_kept.n++], e) < 0)
		return -1;
	for (size_t i = 0; i < m->key.len; i++)
		if (m->key.data[i] != ' ')
			m->key.data[n++] = m->key.data[i];
	return mask_keep(m, (struct slice){m->key.data, n}, &m->joined.keys[m->joined.n++], e);
}

/* The names on the way to a record, which files are called after: guibaohiem_20260203. */
static int add_path(struct mask *m, const char *text, struct err *e)
{
	if (tokens_read(&m->tokens, slice_from(text), e) < 0)
		return -1;
	for (size_t i = 0; i < m->tokens.n && i < PATH_NAMES; i++)
		if (tokens_get(&m->tokens, i)->letters >= ELEMENT_LETTERS &&
			mask_keep(m, tokens_phrase(&m->tokens, i, 1), &m->kept.keys[m->kept.n++], e) < 0)
			return -1;
	return 0;
}

static int add_source(struct mask *m, const struct source *s, const struct table *t, struct err *e)
{
	for (size_t row = 0; row < t->nrows; row++) {
		const char *text = table_get(t, row, s->column);
		size_t before = m->kept.n;

		if (s->how & OF_PATHS && add_path(m, text, e) < 0)
			return -1;
		if (s->how & OF_PATHS || !is_word_shown(s, t, row))
			continue;
		if (add_phrase(m, &m->kept, text, MASK_KEPT_WORDS, (s->how & OF_NAMES) != 0, e) < 0 ||
			(m->kept.n > before && add_plain(m, e) < 0) ||
			(!(s->how & KEPT_ALONE) && add_phrase(m, &m->shown, text, MASK_PHRASE_WORDS,
							   (s->how & OF_NAMES) != 0, e) < 0))
			return -1;
	}
	return 0;
}

int mask_read_phrases(struct mask *m, struct catalog *c, struct err *e)
{
	const struct table *t[SOURCES];
	size_t n = 1;

	for (size_t i = 0; i < SOURCES; i++) {
		if (!(t[i] = catalog_get(c, sources[i].table, e)))
			return -1;
		n += t[i]->nrows * ((sources[i].how & OF_PATHS) ? PATH_NAMES : 1);
	}
	m->shown.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	m->kept.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	m->plain_kept.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	m->joined.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	if (!m->shown.keys || !m->kept.keys || !m->plain_kept.keys || !m->joined.keys)
		return -1;
	for (size_t i = 0; i < SOURCES; i++)
		if (add_source(m, &sources[i], t[i], e) < 0)
			return -1;
	qsort(m->shown.keys, m->shown.n, sizeof(struct slice), compare);
	qsort(m->kept.keys, m->kept.n, sizeof(struct slice), compare);
	qsort(m->plain_kept.keys, m->plain_kept.n, sizeof(struct slice), compare);
	qsort(m->joined.keys, m->joined.n, sizeof(struct slice), compare);
	return 0;
}

/* The first key that is not before this one. */
static size_t lower_bound(const struct phrases *p, struct slice key)
{
	size_t from = 0, to = p->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (slice_compare(p->keys[mid], key) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

size_t mask_phrase_of(const struct phrases *p, const struct tokens *t, size_t i, size_t most)
{
	size_t found = 0;

	most = most < t->n - i ? most : t->n - i;
	most = most < p->longest ? most : p->longest;
	for (size_t n = 1; n <= most; n++) {
		struct slice key = tokens_phrase(t, i, n);
		size_t at = lower_bound(p, key);

		if (at == p->n || p->keys[at].len < key.len ||
			memcmp(p->keys[at].text, key.text, key.len) != 0)
			break;
		if (p->keys[at].len == key.len)
			found = n;
	}
	return found;
}

bool mask_has_joined(const struct mask *m, struct slice key)
{
	return bsearch(&key, m->joined.keys, m->joined.n, sizeof(struct slice), compare);
}

size_t mask_phrase(const struct mask *m, const struct tokens *t, size_t i)
{
	return mask_phrase_of(&m->shown, t, i, t->n);
}

int mask_prepare(struct catalog *c, struct err *e)
{
	for (size_t i = 0; i < SOURCES; i++)
		if (!catalog_get(c, sources[i].table, e))
			return -1;
	return catalog_get(c, "quote_patterns", e) ? 0 : -1;
}
