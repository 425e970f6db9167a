#include <stdlib.h>
#include <string.h>
#include "core/agencies_rows.h"
#include "core/text.h"

struct query {
	struct agencies *a;
	const char *territory, *date;
	bool no_lists;
	const struct slice *words; /* of the text */
	size_t n;
};

/* The best reading so far that begins at a word. */
struct reading {
	const struct query *q;
	const struct agency_alias *alias; /* NULL: none */
	const struct agency_alias *other; /* another body that it may as well be */
	int distance;
	size_t end;	/* behind the name and what belongs to it */
	size_t own_end; /* behind the name */
	bool is_literal;
	int failed; /* of what follows the name */
	struct err *e;
};

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

/* Whether the entry may be meant on that day: a name of a body that is there then. */
static bool may_be(const struct query *q, const struct agency_alias *alias)
{
	if (alias->place || (q->no_lists && alias->is_list && !alias->is_review) ||
		!agency_is_valid(alias->valid_from, alias->valid_to, q->date))
		return false;
	return alias->is_wrapper || !agency_alias_is_name(alias) || all_valid(q, alias->ids);
}

/* The nearest territory's entry of the key, an alias row before an own name; *other: a second body that has
 * as good a right to it. */
static const struct agency_alias *find_key(
	const struct query *q, size_t first, int *nearest, const struct agency_alias **other)
{
	const struct agency_alias *found = NULL;
	struct slice key = q->a->aliases[first].key;

	*other = NULL;
	for (size_t i = first; i < q->a->naliases && slice_same(q->a->aliases[i].key, key); i++) {
		const struct agency_alias *alias = &q->a->aliases[i];
		int d = agencies_distance(q->a, q->territory, alias->territory);

		if (d < 0 || !may_be(q, alias))
			continue;
		if (found && d == *nearest && alias->is_own == found->is_own &&
			strcmp(alias->ids, found->ids) != 0)
			*other = alias;
		if (!found || d < *nearest) {
			found = alias;
			*nearest = d;
			*other = NULL;
		}
	}
	return found;
}

/* The longest entry of one kind of place that the words at `at` are. */
struct place {
	const struct query *q;
	const char *territory;
	enum agency_place least, most;
	size_t end;
};

static void take_place(void *arg, size_t first, size_t end, bool is_literal)
{
	struct place *p = arg;
	struct slice key = p->q->a->aliases[first].key;

	(void)is_literal;
	for (size_t i = first; i < p->q->a->naliases && slice_same(p->q->a->aliases[i].key, key); i++) {
		const struct agency_alias *alias = &p->q->a->aliases[i];

		if (alias->place >= p->least && alias->place <= p->most && end > p->end &&
			strcmp(alias->territory, p->territory) == 0)
			p->end = end;
	}
}

/* Where the territory's name ends that the words at `at` begin with; `at` when there is none. */
static size_t place_end(const struct query *q, const char *territory, enum agency_place least,
	enum agency_place most, size_t at, struct err *e)
{
	struct place p = {q, territory, least, most, at};
	struct agency_reader r = {q->a, q->date, q->words, q->n, take_place, &p, {0}};
	int rc = agency_readings(&r, at, e);

	buf_release(&r.key);
	return rc < 0 ? (size_t)-1 : p.end;
}

static bool is_semicolon(const struct query *q, size_t at)
{
	return at < q->n && slice_equals(q->words[at], ";");
}

/* Passes what belongs to a name of the territory that ends at `at`: "chi nhánh", "tỉnh Kon Tum", "Kon Tum",
 * "tỉnh"; then those above it. Behind a semicolon only the whole name does. Source: issue 8. */
static size_t tail_end(const struct query *q, const char *territory, size_t at, struct err *e)
{
	for (size_t depth = 0; *territory && depth <= q->a->nterritories; depth++) {
		bool is_parted = is_semicolon(q, at);
		size_t from = at + is_parted, end;

		if (!is_parted)
			from = place_end(q, "", PLACE_BRANCH, PLACE_BRANCH, at, e);
		end = from == (size_t)-1 ? from
					 : place_end(q, territory, PLACE_FULL,
						   is_parted ? PLACE_FULL : depth ? PLACE_BARE : PLACE_LEVEL,
						   from, e);
		if (end == (size_t)-1)
			return end;
		if (end > from)
			at = end;
		territory = agencies_above(q->a, territory);
	}
	return at;
}

/* Longer before shorter; of one length its own words before composed ones, then the nearer territory. Two
 * bodies of one rank are not told apart. */
static void take_name(void *arg, size_t first, size_t own_end, bool is_literal)
{
	struct reading *best = arg;
	const struct agency_alias *other;
	int d = 0;
	const struct agency_alias *alias = find_key(best->q, first, &d, &other);
	size_t end = own_end;

	if (!alias || best->failed)
		return;
	if (agency_alias_is_name(alias) && !alias->is_wrapper)
		end = tail_end(best->q, alias->territory, own_end, best->e);
	if (end == (size_t)-1) {
		best->failed = -1;
		return;
	}
	if (best->alias && end == best->end && own_end == best->own_end && is_literal == best->is_literal &&
		d == best->distance && strcmp(alias->ids, best->alias->ids) != 0) {
		best->other = alias;
		return;
	}
	if (best->alias && (end < best->end ||
			   (end == best->end && (own_end < best->own_end ||
							(own_end == best->own_end &&
								(best->is_literal > is_literal ||
									(best->is_literal == is_literal &&
										d >= best->distance)))))))
		return;
	*best = (struct reading){best->q, alias, other, d, end, own_end, is_literal, 0, best->e};
}

static int read_name(const struct query *q, size_t at, struct reading *out, struct err *e)
{
	struct agency_reader r = {q->a, q->date, q->words, q->n, take_name, out, {0}};
	int rc;

	*out = (struct reading){.q = q, .e = e};
	rc = agency_readings(&r, at, e);
	buf_release(&r.key);
	return rc < 0 || out->failed ? -1 : 0;
}

static int add_part(struct buf *out, struct slice part, struct err *e)
{
	if (out->len && buf_add_char(out, ' ', e) < 0)
		return -1;
	return buf_add(out, part.text, part.len, e);
}

/* The territory's whole name before the names of its bodies is nobody's; behind a body of another territory it
 * is a word that nobody knows. */
static size_t pass_place(const struct query *q, size_t at, struct err *e)
{
	const char *territory = q->territory;
	size_t end = at;

	for (size_t i = 0; at == 0 && end == at && *territory && i <= q->a->nterritories; i++) {
		end = place_end(q, territory, PLACE_FULL, PLACE_FULL, at, e);
		territory = agencies_above(q->a, territory);
	}
	return end;
}

/* The longest name at `at`, taken; else what is passed over; else a word for a person. */
static int walk_step(const struct query *q, size_t *at, struct buf *ids, struct err *e)
{
	struct reading r;
	size_t end;

	if (read_name(q, *at, &r, e) < 0 || (end = pass_place(q, *at, e)) == (size_t)-1)
		return -1;
	if (r.alias && agency_alias_is_name(r.alias) && !r.other && r.end > end) {
		*at = r.end;
		return r.alias->is_wrapper ? 0 : add_part(ids, slice_from(r.alias->ids), e);
	}
	if (end > *at || is_semicolon(q, *at)) {
		*at = end > *at ? end : *at + 1;
		return 0;
	}
	return add_part(&q->a->rest, q->words[(*at)++], e);
}

static int split(const struct query *q, struct agency_match *out, struct err *e)
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

/* Two bodies, nobody can say which: for a person. */
static int put_both(const struct reading *r, struct agency_match *out, struct err *e)
{
	struct buf *ids = &r->q->a->ids;

	buf_reset(ids);
	if (add_part(ids, slice_from(r->alias->ids), e) < 0 || add_part(ids, slice_from(r->other->ids), e) < 0)
		return -1;
	out->review = ids->data;
	return 0;
}

/* The whole text as one name, or as the names in it. */
static int match_words(const struct query *q, struct agency_match *out, struct err *e)
{
	struct reading r;

	if (read_name(q, 0, &r, e) < 0)
		return -1;
	if (!r.alias || r.end < q->n || r.alias->is_wrapper)
		return split(q, out, e);
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

static int match_name(struct query *q, struct slice text, struct agency_match *out, struct err *e)
{
	struct slice *words = NULL;
	struct buf key = {0};
	int ret = 0;

	if (agencies_key(q->a, text, &key, NULL) < 0 || !key.len)
		goto out;
	ret = agency_key_words(buf_slice(&key), &words, &q->n, e);
	q->words = words;
	if (ret == 0)
		ret = match_words(q, out, e);
	q->words = NULL;
out:
	free(words);
	buf_release(&key);
	return ret;
}

static int match(struct query *q, struct slice text, struct agency_match *out, struct err *e)
{
	text = text_trim(text);
	*out = (struct agency_match){AGENCY_UNKNOWN, agencies_unknown(q->a, q->territory), {"", 0}, ""};
	if (!text.len || match_code(q, text, out))
		return 0;
	return match_name(q, text, out, e);
}

int agencies_match(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e)
{
	struct query q = {a, territory, date, false, NULL, 0};

	return match(&q, text, out, e);
}

int agencies_split(struct agencies *a, const char *territory, const char *date, struct slice text,
	struct agency_match *out, struct err *e)
{
	struct query q = {a, territory, date, true, NULL, 0};

	return match(&q, text, out, e);
}
