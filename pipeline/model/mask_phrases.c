/* Names and words of the catalogue that may be shown. */
#include <stdlib.h>
#include <string.h>
#include "model/mask_rows.h"

static int compare(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* Who may show a row's text: every quote and what is kept, or what is kept alone. A name is shown only when a
 * word of a body begins it: "Ngọc Linh" is a commune and a woman. */
static const struct source {
	const char *table, *column;
	bool is_name, is_kept_alone;
} sources[] = {{"agencies", "name_vi", true, false}, {"agencies", "short_vi", true, false},
	{"agency_aliases", "alias", true, false}, {"territories", "name_vi", true, false},
	{"name_words", "word", false, false}, {"number_words", "word", false, false},
	{"units", "title_vi", false, false}, {"unit_aliases", "alias", false, false},
	{"codes", "title_vi", false, false}, {"name_words", "word", false, true},
	{"code_aliases", "alias", false, true}, {"admin_units", "name_vi", true, true},
	{"agency_strings", "text", true, true}, {"set_rows", "section_title", false, true},
	{"set_rows", "wording", false, true}, {"set_rows", "lead", false, true},
	{"set_rows", "coordinating", false, true}, {"set_rows", "following", false, true},
	{"set_rows", "directing", false, true}, {"set_texts", "text", false, true},
	{"targets", "text", false, true}, {"targets", "baseline_text", false, true},
	{"indicators", "title_vi", false, true}, {"systems", "title_vi", false, true},
	{"variables", "var", false, true}, {"feeds", "feed", false, true}};

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

/* Of name_words only the kinds that are no person's; `text` is for what is kept. */
static bool is_word_shown(const struct source *s, const struct table *t, size_t row)
{
	const char *kind = table_get(t, row, "kind");

	if (strcmp(t->name, "name_words") != 0)
		return true;
	if (s->is_kept_alone)
		return strcmp(kind, "text") == 0;
	return strcmp(kind, "body") == 0 || strcmp(kind, "place") == 0 || strcmp(kind, "street") == 0 ||
	       strcmp(kind, "word") == 0;
}

static int add_phrase(
	struct mask *m, struct phrases *to, const char *text, size_t most, bool is_name, struct err *e)
{
	struct tokens *t = &m->tokens;

	if (tokens_read(t, slice_from(text), e) < 0)
		return -1;
	if (!t->n || t->n > most || !is_shown(m, t, is_name))
		return 0;
	to->longest = t->n > to->longest ? t->n : to->longest;
	return mask_keep(m, tokens_phrase(t, 0, t->n), &to->keys[to->n++], e);
}

/* The same without its marks, as names of files have it. */
static int add_plain(struct mask *m, struct err *e)
{
	struct slice key = m->kept.keys[m->kept.n - 1];
	size_t words = 1;

	for (size_t i = 0; i < key.len; i++)
		words += key.text[i] == ' ';
	if (words < 2 || words > MASK_PLAIN_WORDS)
		return 0;
	buf_reset(&m->key);
	m->plain_kept.longest = MASK_PLAIN_WORDS;
	return token_strip(key, &m->key, e) < 0
		       ? -1
		       : mask_keep(m, buf_slice(&m->key), &m->plain_kept.keys[m->plain_kept.n++], e);
}

static int add_source(struct mask *m, const struct source *s, const struct table *t, struct err *e)
{
	for (size_t row = 0; row < t->nrows; row++) {
		const char *text = table_get(t, row, s->column);
		size_t before = m->kept.n;

		if (!is_word_shown(s, t, row))
			continue;
		if (add_phrase(m, &m->kept, text, MASK_KEPT_WORDS, s->is_name, e) < 0 ||
			(m->kept.n > before && add_plain(m, e) < 0) ||
			(!s->is_kept_alone &&
				add_phrase(m, &m->shown, text, MASK_PHRASE_WORDS, s->is_name, e) < 0))
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
		n += t[i]->nrows;
	}
	m->shown.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	m->kept.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	m->plain_kept.keys = arena_alloc(&m->arena, n * sizeof(struct slice), e);
	if (!m->shown.keys || !m->kept.keys || !m->plain_kept.keys)
		return -1;
	for (size_t i = 0; i < SOURCES; i++)
		if (add_source(m, &sources[i], t[i], e) < 0)
			return -1;
	qsort(m->shown.keys, m->shown.n, sizeof(struct slice), compare);
	qsort(m->kept.keys, m->kept.n, sizeof(struct slice), compare);
	qsort(m->plain_kept.keys, m->plain_kept.n, sizeof(struct slice), compare);
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

size_t mask_phrase_of(const struct phrases *p, const struct tokens *t, size_t i)
{
	size_t most = t->n - i < p->longest ? t->n - i : p->longest, found = 0;

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

size_t mask_phrase(const struct mask *m, const struct tokens *t, size_t i)
{
	return mask_phrase_of(&m->shown, t, i);
}

int mask_prepare(struct catalog *c, struct err *e)
{
	for (size_t i = 0; i < SOURCES; i++)
		if (!catalog_get(c, sources[i].table, e))
			return -1;
	return catalog_get(c, "quote_patterns", e) ? 0 : -1;
}
