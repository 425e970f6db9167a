#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/agencies_rows.h"
#include "core/text.h"

int agencies_distance(const struct agencies *a, const char *territory, const char *of)
{
	for (int d = 0; d <= (int)a->nterritories; d++) {
		const char *parent = "";

		if (strcmp(territory, of) == 0)
			return d;
		if (!*territory)
			return -1;
		for (size_t i = 0; i < a->nterritories; i++)
			if (strcmp(a->territories[i].name, territory) == 0)
				parent = a->territories[i].parent;
		territory = parent;
	}
	return -1;
}

static size_t lower_bound(const struct agencies *a, struct slice key)
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

struct query {
	struct agencies *a;
	const char *territory, *date;
	bool no_lists;
};

/* The nearest territory's row of the key. Two bodies of one name in one territory are not told apart: no
 * match. */
static const struct agency_alias *find_key(const struct query *q, struct slice key)
{
	const struct agency_alias *found = NULL;
	int nearest = 0;
	bool is_double = false;

	for (size_t i = lower_bound(q->a, key); i < q->a->naliases && slice_same(q->a->aliases[i].key, key);
		i++) {
		const struct agency_alias *alias = &q->a->aliases[i];
		int d = agencies_distance(q->a, q->territory, alias->territory);

		if (d < 0 || (q->no_lists && alias->is_list && !alias->is_review) ||
			!agency_is_valid(alias->valid_from, alias->valid_to, q->date))
			continue;
		if (found && d == nearest && alias->is_own == found->is_own &&
			strcmp(alias->ids, found->ids) != 0)
			is_double = true;
		if (!found || d < nearest) {
			found = alias;
			nearest = d;
			is_double = false;
		}
	}
	return is_double ? NULL : found;
}

bool agency_alias_is_name(const struct agency_alias *alias)
{
	return !alias->is_barred && !alias->is_review;
}

static bool all_valid(const struct query *q, const char *ids)
{
	char id[200];

	while (*ids) {
		size_t n = strcspn(ids, " ");

		if (n >= sizeof(id))
			return false;
		memcpy(id, ids, n);
		id[n] = '\0';
		if (!agencies_find(q->a, id, q->date))
			return false;
		ids += n + (ids[n] == ' ');
	}
	return true;
}

static size_t word_end(struct slice s, size_t at)
{
	while (at < s.len && s.text[at] != ' ')
		at++;
	return at;
}

/* The longest name that the words at `at` begin with. */
static const struct agency_alias *find_longest(const struct query *q, struct slice s, size_t at, size_t *end)
{
	const struct agency_alias *found = NULL, *one;

	for (size_t i = word_end(s, at);; i = word_end(s, i + 1)) {
		one = find_key(q, (struct slice){s.text + at, i - at});
		if (one && agency_alias_is_name(one) && (one->is_wrapper || all_valid(q, one->ids))) {
			found = one;
			*end = i;
		}
		if (i >= s.len)
			return found;
	}
}

static int add_id(struct buf *ids, const char *id, struct err *e)
{
	if (ids->len && buf_add_char(ids, ' ', e) < 0)
		return -1;
	return buf_add_str(ids, id, e);
}

/* Walks the words: names are taken, marks and wrappers passed over, the rest kept for a person. */
static int walk(const struct query *q, struct slice s, struct buf *ids, struct err *e)
{
	const struct agency_alias *alias;
	size_t end = 0;

	for (size_t at = 0; at < s.len; at = end + 1) {
		alias = find_longest(q, s, at, &end);
		if (alias && !alias->is_wrapper && add_id(ids, alias->ids, e) < 0)
			return -1;
		if (alias)
			continue;
		end = word_end(s, at);
		if (end == at + 1 && strchr(",;:()/.", s.text[at]))
			continue;
		if ((q->a->rest.len && buf_add_char(&q->a->rest, ' ', e) < 0) ||
			buf_add(&q->a->rest, s.text + at, end - at, e) < 0)
			return -1;
	}
	return 0;
}

static int split(const struct query *q, struct slice key, struct agency_match *out, struct err *e)
{
	struct buf *ids = &q->a->ids;

	buf_reset(&q->a->rest);
	buf_reset(ids);
	if (walk(q, key, ids, e) < 0)
		return -1;
	out->rest = buf_slice(&q->a->rest);
	if (!out->rest.len && ids->len) {
		out->ids = ids->data;
		out->state = strchr(out->ids, ' ') ? AGENCY_LIST : AGENCY_FOUND;
	}
	return 0;
}

static bool match_code(const struct query *q, struct slice text, struct agency_match *out)
{
	char path[40];
	const struct agency *agency;

	if (!agency_code_path(text, path))
		return false;
	agency = agencies_find(q->a, path, q->date);
	if (agency) {
		out->state = AGENCY_FOUND;
		out->ids = agency->id;
	}
	return true;
}

/* Of the territory, of one in it, or of the whole country. */
static bool is_within(const char *territory, const char *outer)
{
	size_t n = strlen(outer);

	return !*territory || (strncmp(territory, outer, n) == 0 && (!territory[n] || territory[n] == '/'));
}

/* An id of agencies.csv that has no code, as our own forms write it: "kon-tum/kon-ray/phong-y-te". */
static bool match_id(const struct query *q, struct slice text, struct agency_match *out)
{
	char id[200];
	const struct agency *agency;

	if (text.len >= sizeof(id) || !memchr(text.text, '/', text.len))
		return false;
	snprintf(id, sizeof(id), "%.*s", (int)text.len, text.text);
	agency = agencies_find(q->a, id, q->date);
	if (!agency || !is_within(agency->territory, q->territory))
		return false;
	out->state = AGENCY_FOUND;
	out->ids = agency->id;
	return true;
}

static int match_name(const struct query *q, struct slice text, struct agency_match *out, struct err *e)
{
	const struct agency_alias *alias;
	struct buf key = {0};
	int ret = 0;

	if (agency_key(text.text, text.len, &key, NULL) < 0 || !key.len)
		goto out;
	alias = find_key(q, buf_slice(&key));
	if (alias && !agency_alias_is_name(alias)) {
		out->review = alias->is_review ? alias->ids : "";
		goto out;
	}
	if (alias && !alias->is_wrapper && all_valid(q, alias->ids)) {
		out->state = alias->is_list ? AGENCY_LIST : AGENCY_FOUND;
		out->ids = alias->ids;
		goto out;
	}
	ret = split(q, buf_slice(&key), out, e);
out:
	buf_release(&key);
	return ret;
}

static int match(const struct query *q, struct slice text, struct agency_match *out, struct err *e)
{
	text = text_trim(text);
	*out = (struct agency_match){AGENCY_UNKNOWN, agencies_unknown(q->a, q->territory), {"", 0}, ""};
	if (!text.len || match_code(q, text, out) || match_id(q, text, out))
		return 0;
	return match_name(q, text, out, e);
}

int agencies_match(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e)
{
	struct query q = {a, territory, date, false};

	return match(&q, text, out, e);
}

int agencies_split(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e)
{
	struct query q = {a, territory, date, true};

	return match(&q, text, out, e);
}
