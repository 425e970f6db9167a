/* The words that names are written with: abbreviations, double spellings, joints; and the key made of them.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "core/text.h"
#include "model/agencies_rows.h"

static int by_word(const void *x, const void *y)
{
	const struct agency_word *a = x, *b = y;
	int c = slice_compare(a->word, b->word);

	return c ? c : slice_compare(a->means, b->means);
}

size_t agency_words_from(const struct agencies *a, struct slice word)
{
	size_t low = 0, high = a->nwords;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (slice_compare(a->words[mid].word, word) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The row that a word is to be replaced by wherever it stands, or NULL. */
static const struct agency_word *only_meaning(const struct agencies *a, struct slice word)
{
	size_t i = agency_words_from(a, word);

	return i < a->nwords && a->words[i].is_only && slice_same(a->words[i].word, word) ? &a->words[i]
											  : NULL;
}

static int add_word(struct slice word, struct buf *out, struct err *e)
{
	if (!word.len)
		return 0;
	if (out->len && buf_add_char(out, ' ', e) < 0)
		return -1;
	return buf_add(out, word.text, word.len, e);
}

/* Marks that stand in names and tell none apart: the modifier apostrophes, quotes, brackets; of ASCII those
 * of the list. */
static bool is_mark(utf8proc_int32_t cp)
{
	if (cp < 0x80)
		return cp && strchr(",:()/.\"'`[]", (char)cp) != NULL;
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_SK:
		return true;
	default:
		return cp == 0x2B9 || cp == 0x2BB || cp == 0x2BC || cp == 0x2032;
	}
}

/* Joiners, soft hyphens, marks of direction: nobody sees them. */
static bool is_unseen(utf8proc_int32_t cp)
{
	return cp >= 0x80 &&
	       (utf8proc_category(cp) == UTF8PROC_CATEGORY_CF || (cp >= 0xFE00 && cp <= 0xFE0F));
}

/* The folded text with one blank for marks, and blanks around & and ; so that they are words of their own. */
static int part_words(struct slice s, struct buf *out, struct err *e)
{
	utf8proc_int32_t cp;

	for (size_t i = 0, n; i < s.len; i += n) {
		utf8proc_ssize_t len = utf8proc_iterate(
			(const utf8proc_uint8_t *)s.text + i, (utf8proc_ssize_t)(s.len - i), &cp);
		bool is_word = cp == '&' || cp == ';';

		n = len > 0 ? (size_t)len : 1;
		if (is_unseen(cp))
			continue;
		if (is_mark(cp) || is_word)
			if (buf_add_char(out, ' ', e) < 0)
				return -1;
		if (is_mark(cp))
			continue;
		if (buf_add(out, s.text + i, n, e) < 0 || (is_word && buf_add_char(out, ' ', e) < 0))
			return -1;
	}
	return 0;
}

static struct slice next_word(struct slice *rest)
{
	struct slice word;
	size_t n = 0;

	while (rest->len && *rest->text == ' ') {
		rest->text++;
		rest->len--;
	}
	while (n < rest->len && rest->text[n] != ' ')
		n++;
	word = (struct slice){rest->text, n};
	rest->text += n;
	rest->len -= n;
	return word;
}

static int write_out(const struct agencies *a, struct slice parted, struct buf *out, struct err *e)
{
	for (struct slice word = next_word(&parted); word.len; word = next_word(&parted)) {
		const struct agency_word *row = only_meaning(a, word);

		if (add_word(row ? row->means : word, out, e) < 0)
			return -1;
	}
	while (out->len && (out->data[out->len - 1] == ';' || out->data[out->len - 1] == ' '))
		out->data[--out->len] = '\0'; /* a list that ends in one */
	return 0;
}

int agencies_key(const struct agencies *a, struct slice text, struct buf *out, struct err *e)
{
	struct buf folded = {0}, parted = {0};
	int ret = -1;

	buf_reset(out);
	if (text_fold(text.text, text.len, &folded, e) == 0 &&
		part_words(buf_slice(&folded), &parted, e) == 0)
		ret = write_out(a, buf_slice(&parted), out, e);
	buf_release(&parted);
	buf_release(&folded);
	return ret;
}

int agency_key_words(struct slice key, struct slice **words, size_t *n, struct err *e)
{
	*n = 0;
	*words = calloc(key.len / 2 + 1, sizeof(**words));
	if (!*words)
		return err_set(e, ERR_NOMEM, "out of memory for the words of a name");
	for (struct slice word = next_word(&key); word.len; word = next_word(&key))
		(*words)[(*n)++] = word;
	return 0;
}

static enum agency_word_kind kind_of(const char *name)
{
	static const char *const kinds[] = {
		[WORD_SHORT] = "short",
		[WORD_SPELLING] = "spelling",
		[WORD_JOINT] = "joint",
		[WORD_LEVEL] = "level",
		[WORD_BRANCH] = "branch",
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i], name) == 0)
			return (enum agency_word_kind)i;
	return WORD_SHORT;
}

static int keep_folded(
	struct agencies *a, const char *text, struct slice *out, struct buf *key, struct err *e)
{
	/* no meaning is known yet: the words stay as they are */
	if (agencies_key(a, slice_from(text), key, e) < 0)
		return -1;
	out->len = key->len;
	out->text = arena_copy(&a->arena, key->data ? key->data : "", key->len, e);
	return out->text ? 0 : -1;
}

/* A word of one meaning stands for it everywhere; of several the dictionary decides
 * (model/agencies_compose.c). */
static void mark_only(struct agencies *a)
{
	for (size_t i = 0; i < a->nwords; i++) {
		struct agency_word *w = &a->words[i];
		bool is_alone = (i == 0 || !slice_same(w[-1].word, w->word)) &&
				(i + 1 == a->nwords || !slice_same(w[1].word, w->word));

		w->is_only = is_alone && (w->kind == WORD_SHORT || w->kind == WORD_JOINT) &&
			     !*w->valid_from && !*w->valid_to;
	}
}

/* Now that the words are known: a meaning is compared with keys, and is written as they are. */
static int keep_meanings(struct agencies *a, struct buf *key, struct err *e)
{
	for (size_t i = 0; i < a->nwords; i++) {
		const char *means = a->words[i].means.text;

		if (keep_folded(a, means, &a->words[i].means, key, e) < 0)
			return -1;
	}
	return 0;
}

int agency_words_read(struct agencies *a, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "agency_words", e);
	struct agency_word *rows = t ? arena_alloc(&a->arena, (t->nrows + 1) * sizeof(*rows), e) : NULL;
	struct buf key = {0};
	int ret = rows ? 0 : -1;

	for (size_t i = 0; ret == 0 && i < t->nrows; i++) {
		rows[i].kind = kind_of(table_get(t, i, "kind"));
		rows[i].valid_from = table_get(t, i, "valid_from");
		rows[i].valid_to = table_get(t, i, "valid_to");
		if (keep_folded(a, table_get(t, i, "word"), &rows[i].word, &key, e) < 0 ||
			keep_folded(a, table_get(t, i, "means"), &rows[i].means, &key, e) < 0)
			ret = -1;
	}
	if (ret == 0) {
		a->words = rows;
		a->nwords = t->nrows;
		qsort(a->words, a->nwords, sizeof(*a->words), by_word);
		mark_only(a);
		ret = keep_meanings(a, &key, e);
	}
	buf_release(&key);
	return ret;
}
