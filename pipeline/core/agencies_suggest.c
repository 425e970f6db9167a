#include <string.h>
#include "core/agencies_rows.h"

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

static bool has(const struct agency **list, size_t n, const struct agency *agency)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == agency)
			return true;
	return false;
}

size_t agencies_suggest(struct agencies *a, const char *territory, const char *date, struct slice text,
	const struct agency **out, size_t max)
{
	struct buf key = {0};
	struct slice bare;
	size_t n = 0;

	if (agencies_key(a, text, &key, NULL) < 0)
		goto out;
	bare = without_place(a, territory, buf_slice(&key));
	/* nearest first: one more edit at a time */
	for (size_t limit = 0; limit <= 2 + key.len / 8 && n < max; limit++)
		for (size_t i = 0; i < a->naliases && n < max; i++) {
			const struct agency_alias *alias = &a->aliases[i];
			const struct agency *agency;

			if (alias->place || alias->is_list || alias->is_wrapper ||
				!agency_alias_is_name(alias) ||
				agencies_distance(a, territory, alias->territory) < 0 ||
				(edits(buf_slice(&key), alias->key, limit) != limit &&
					(limit > 2 + bare.len / 8 ||
						edits(bare, alias->key, limit) != limit)))
				continue;
			agency = agencies_find(a, alias->ids, date);
			if (agency && !has(out, n, agency))
				out[n++] = agency;
		}
out:
	buf_release(&key);
	return n;
}
