/* Names that are near to a text: for a person who slipped. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "model/agencies_rows.h"

#define SUGGEST_BYTES 120 /* longer texts are lists, and near to nothing */

/* Edits between two keys by bytes; more than limit is limit + 1. */
static size_t edits(struct slice a, struct slice b, size_t limit)
{
	size_t row[SUGGEST_BYTES + 1], gap = a.len > b.len ? a.len - b.len : b.len - a.len;

	if (gap > limit || a.len > SUGGEST_BYTES || b.len > SUGGEST_BYTES)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t least = corner + (a.text[i - 1] != b.text[j - 1]);

			corner = row[j];
			least = least < row[j] + 1 ? least : row[j] + 1;
			row[j] = least < row[j - 1] + 1 ? least : row[j - 1] + 1;
		}
	}
	return row[b.len];
}

/* The key without the territory's name at its end: "sở y té kon tum" is near to Sở Y tế. */
static struct slice without_place(const struct agencies *a, const char *territory, struct slice key)
{
	struct slice least = key;

	for (size_t i = 0; i < a->naliases; i++) {
		const struct agency_alias *place = &a->aliases[i];
		size_t len = place->key.len;

		if ((place->place == PLACE_FULL || place->place == PLACE_BARE) && key.len > len + 1 &&
			key.len - len - 1 < least.len && key.text[key.len - len - 1] == ' ' &&
			memcmp(key.text + key.len - len, place->key.text, len) == 0 &&
			agencies_distance(a, territory, place->territory) >= 0)
			least.len = key.len - len - 1;
	}
	return least;
}

/* The letters of a key without their marks, đ as d: what a keyboard without them writes. "" on error. */
static void strip(struct slice key, struct buf *out)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)key.text, (utf8proc_ssize_t)key.len,
		&made, (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK));

	buf_reset(out);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		if (made[i] == 0xC4 && i + 1 < n && made[i + 1] == 0x91) {
			buf_add_char(out, 'd', NULL);
			i++;
		} else {
			buf_add_char(out, (char)made[i], NULL);
		}
	free(made);
}

/* The text as it is compared: whole, without the territory, and without marks. */
struct wanted {
	struct slice key, bare;
	struct buf plain, other; /* other: of the name in hand */
};

/* How far the entry is from what was written, at most limit + 1; a missing mark is less than a wrong letter.
 */
static size_t distance(struct wanted *w, const struct agency_alias *alias, size_t limit)
{
	size_t bare_limit = 2 + w->bare.len / 8, d = edits(w->key, alias->key, limit), b;

	b = edits(w->bare, alias->key, bare_limit < limit ? bare_limit : limit);
	if (b <= bare_limit && b < d)
		d = b;
	if (d <= 1)
		return d;
	strip(alias->key, &w->other);
	b = 1 + edits(buf_slice(&w->plain), buf_slice(&w->other), 1);
	return b <= 2 && b < d ? b : d;
}

struct near {
	const struct agency *agency;
	size_t distance;
};

/* Keeps the nearest, each agency once, of equals who came first. */
static size_t keep(struct near *list, size_t n, size_t max, struct near one)
{
	size_t at = n;

	for (size_t i = 0; i < n; i++)
		if (list[i].agency == one.agency) {
			if (list[i].distance <= one.distance)
				return n;
			memmove(list + i, list + i + 1, (--n - i) * sizeof(*list));
			at = n;
			break;
		}
	while (at > 0 && list[at - 1].distance > one.distance)
		at--;
	if (at == max)
		return n;
	n -= n == max;
	memmove(list + at + 1, list + at, (n - at) * sizeof(*list));
	list[at] = one;
	return n + 1;
}

static size_t find_near(const struct agencies *a, const char *territory, const char *date, struct wanted *w,
	struct near *list, size_t max)
{
	size_t limit = 2 + w->key.len / 8, n = 0;

	for (size_t i = 0; i < a->naliases; i++) {
		const struct agency_alias *alias = &a->aliases[i];
		struct near one;

		if (alias->place || alias->is_list || alias->is_wrapper || !agency_alias_is_name(alias) ||
			agencies_distance(a, territory, alias->territory) < 0)
			continue;
		one.distance = distance(w, alias, limit);
		one.agency = one.distance <= limit ? agencies_find(a, alias->ids, date) : NULL;
		if (one.agency)
			n = keep(list, n, max, one);
	}
	return n;
}

size_t agencies_suggest(struct agencies *a, const char *territory, const char *date, struct slice text,
	const struct agency **out, size_t max)
{
	struct near *list = calloc(max + 1, sizeof(*list));
	struct wanted w = {0};
	struct buf key = {0};
	size_t n = 0;

	if (!list || agencies_key(a, text, &key, NULL) < 0 || !key.len)
		goto out;
	w.key = buf_slice(&key);
	w.bare = without_place(a, territory, w.key);
	strip(w.bare, &w.plain);
	n = find_near(a, territory, date, &w, list, max);
	for (size_t i = 0; i < n; i++)
		out[i] = list[i].agency;
out:
	buf_release(&w.plain);
	buf_release(&w.other);
	buf_release(&key);
	free(list);
	return n;
}
