#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "model/agencies_names.h"

static int add_part(struct buf *out, struct slice part, struct err *e)
{
	if (out->len && buf_add_char(out, ' ', e) < 0)
		return -1;
	return buf_add(out, part.text, part.len, e);
}

/* The territory's whole name before the names of its bodies is nobody's; behind a body of another territory
 * it is a word that nobody knows. */
static size_t pass_place(const struct agency_query *q, size_t at, struct err *e)
{
	const char *territory = q->territory;
	size_t end = at;

	for (size_t i = 0; at == 0 && end == at && *territory && i <= q->a->nterritories; i++) {
		end = agency_place_end(q, territory, PLACE_FULL, PLACE_FULL, at, e);
		territory = agencies_above(q->a, territory);
	}
	return end;
}

/* A body that is named twice, as by its abbreviation in brackets, is one. */
static int add_once(struct buf *ids, const char *id, struct err *e)
{
	size_t n = strlen(id);

	for (const char *p = ids->len ? strstr(ids->data, id) : NULL; p; p = strstr(p + 1, id))
		if ((p == ids->data || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return 0;
	return add_part(ids, slice_from(id), e);
}

/* The longest name at `at`, taken; else what is passed over; else a word for a person. */
static int walk_step(const struct agency_query *q, size_t *at, struct buf *ids, struct err *e)
{
	struct agency_reading r;
	size_t end;

	if (agency_read_name(q, *at, &r, e) < 0 || (end = pass_place(q, *at, e)) == AGENCY_FAILED)
		return -1;
	if (r.alias && agency_alias_is_name(r.alias) && !r.other && r.end > end) {
		*at = r.end;
		return r.alias->is_wrapper ? 0 : add_once(ids, r.alias->ids, e);
	}
	if (end > *at || agency_is_semicolon(q, *at)) {
		*at = end > *at ? end : *at + 1;
		return 0;
	}
	return add_part(&q->a->rest, q->words[(*at)++], e);
}

static int split(const struct agency_query *q, struct agency_match *out, struct err *e)
{
	struct buf *ids = &q->a->ids;

	buf_reset(&q->a->rest);
	buf_reset(ids);
	for (size_t at = 0; at < q->n;)
		if (walk_step(q, &at, ids, e) < 0)
			return -1;
	out->rest = buf_slice(&q->a->rest);
	if (!out->rest.len && ids->len) {
		out->ids = ids->data;
		out->state = strchr(out->ids, ' ') ? AGENCY_LIST : AGENCY_FOUND;
	}
	return 0;
}

static bool match_code(const struct agency_query *q, struct slice text, struct agency_match *out)
{
	char path[40];
	const struct agency *agency;

	if (!agency_code_path(text, path))
		return false;
	agency = agencies_find_code(q->a, path, q->date);
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
static bool match_id(const struct agency_query *q, struct slice text, struct agency_match *out)
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

/* Two bodies, nobody can say which: for a person. */
static int put_both(const struct agency_reading *r, struct agency_match *out, struct err *e)
{
	struct buf *ids = &r->q->a->ids;

	buf_reset(ids);
	if (add_part(ids, slice_from(r->alias->ids), e) < 0 ||
		add_part(ids, slice_from(r->other->ids), e) < 0)
		return -1;
	out->review = ids->data;
	return 0;
}

/* Whether the text is, word by word, the name of a body that is not there on that day: it is not the names of
 * others that stand in it. */
static bool is_absent(const struct agency_query *q, struct slice key)
{
	for (size_t i = agency_aliases_from(q->a, key);
		i < q->a->naliases && slice_same(q->a->aliases[i].key, key); i++) {
		const struct agency_alias *alias = &q->a->aliases[i];

		if (alias->is_own && agencies_distance(q->a, q->territory, alias->territory) >= 0)
			return true;
	}
	return false;
}

/* The whole text as one name, or as the names in it. */
static int match_words(
	const struct agency_query *q, struct slice key, struct agency_match *out, struct err *e)
{
	struct agency_reading r;

	if (agency_read_name(q, 0, &r, e) < 0)
		return -1;
	if (!r.alias || r.end < q->n || r.alias->is_wrapper)
		return is_absent(q, key) ? 0 : split(q, out, e);
	if (!agency_alias_is_name(r.alias)) {
		out->review = r.alias->is_review ? r.alias->ids : "";
		return 0;
	}
	if (r.other)
		return put_both(&r, out, e);
	out->state = r.alias->is_list ? AGENCY_LIST : AGENCY_FOUND;
	out->ids = r.alias->ids;
	return 0;
}

static int match_name(struct agency_query *q, struct slice text, struct agency_match *out, struct err *e)
{
	struct slice *words = NULL;
	struct buf key = {0};
	int ret = 0;

	if (agencies_key(q->a, text, &key, NULL) < 0 || !key.len)
		goto out;
	ret = agency_key_words(buf_slice(&key), &words, &q->n, e);
	q->words = words;
	if (ret == 0)
		ret = match_words(q, buf_slice(&key), out, e);
	q->words = NULL;
out:
	free(words);
	buf_release(&key);
	return ret;
}

static int match(struct agency_query *q, struct slice text, struct agency_match *out, struct err *e)
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
	struct agency_query q = {a, territory, date, false, NULL, 0};

	return match(&q, text, out, e);
}

int agencies_split(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e)
{
	struct agency_query q = {a, territory, date, true, NULL, 0};

	return match(&q, text, out, e);
}
