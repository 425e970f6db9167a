/* Abbreviations compose: all readings of written words that are entries of the dictionary. */
#include <string.h>
#include "model/agencies_rows.h"

size_t agency_aliases_from(const struct agencies *a, struct slice key)
{
	size_t low = 0, high = a->naliases;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (slice_compare(a->aliases[mid].key, key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int read_step(struct agency_reader *r, size_t at, bool is_literal, struct err *e);

/* Whether an entry begins with the words of the key; *first: where. A blank sorts before every letter. */
static bool begins(const struct agencies *a, struct slice key, size_t *first)
{
	const struct agency_alias *alias;

	*first = agency_aliases_from(a, key);
	if (*first == a->naliases)
		return false;
	alias = &a->aliases[*first];
	return alias->key.len >= key.len && memcmp(alias->key.text, key.text, key.len) == 0 &&
	       (alias->key.len == key.len || alias->key.text[key.len] == ' ');
}

static void cut(struct buf *key, size_t len)
{
	key->len = len;
	if (key->data)
		key->data[len] = '\0';
}

/* The key goes on with `word`; 0 when no entry does. */
static int go_on(const struct agency_reader *r, struct buf *key, struct slice word, struct err *e)
{
	size_t first;

	if ((key->len && word.len && buf_add_char(key, ' ', e) < 0) ||
		buf_add(key, word.text, word.len, e) < 0)
		return -1;
	return begins(r->a, buf_slice(key), &first);
}

static bool starts_with(struct slice s, struct slice with)
{
	return with.len <= s.len && memcmp(s.text, with.text, with.len) == 0;
}

/* The rest of words[at] from byte `from` on, as abbreviations written together: "TTTT" is "TT TT". */
static int pieces(struct agency_reader *r, size_t at, size_t from, struct err *e)
{
	struct slice rest = {r->words[at].text + from, r->words[at].len - from};
	size_t len = r->key.len;
	int rc = 0;

	if (!rest.len)
		return read_step(r, at + 1, false, e);
	/* the rows whose word begins with this one's first letter stand together */
	for (size_t i = agency_words_from(r->a, (struct slice){rest.text, 1}); rc >= 0 && i < r->a->nwords;
		i++) {
		const struct agency_word *w = &r->a->words[i];

		if (w->word.text[0] != rest.text[0])
			break;
		if (!starts_with(rest, w->word) || w->kind == WORD_JOINT || w->kind == WORD_LEVEL ||
			w->kind == WORD_BRANCH || !agency_is_valid(w->valid_from, w->valid_to, r->date) ||
			(w->kind == WORD_SPELLING && (from || w->word.len != rest.len)))
			continue;
		rc = go_on(r, &r->key, w->means, e);
		if (rc > 0)
			rc = pieces(r, at, from + w->word.len, e);
		cut(&r->key, len);
	}
	return rc < 0 ? -1 : 0;
}

/* The entry that the key is, if it is one; then the next word, as it stands and as what it may stand for. */
static int read_step(struct agency_reader *r, size_t at, bool is_literal, struct err *e)
{
	size_t first, len = r->key.len;
	int rc;

	if (len && begins(r->a, buf_slice(&r->key), &first) && r->a->aliases[first].key.len == len)
		r->take(r->arg, first, at, is_literal);
	if (at == r->n)
		return 0;
	rc = go_on(r, &r->key, r->words[at], e);
	if (rc > 0)
		rc = read_step(r, at + 1, is_literal, e);
	cut(&r->key, len);
	return rc < 0 ? -1 : pieces(r, at, 0, e);
}

int agency_readings(struct agency_reader *r, size_t at, struct err *e)
{
	buf_reset(&r->key);
	return read_step(r, at, true, e);
}
