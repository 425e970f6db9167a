/* One name, read at a place in the words of a text, with what behind it belongs to it. */
#include <string.h>
#include "model/agencies_names.h"

bool agency_alias_is_name(const struct agency_alias *alias)
{
	return !alias->is_barred && !alias->is_review;
}

static bool all_valid(const struct agency_query *q, const char *ids)
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
static bool may_be(const struct agency_query *q, const struct agency_alias *alias)
{
	if (alias->place || (q->no_lists && alias->is_list && !alias->is_review) ||
		!agency_is_valid(alias->valid_from, alias->valid_to, q->date))
		return false;
	return alias->is_wrapper || !agency_alias_is_name(alias) || all_valid(q, alias->ids);
}

/* The nearest territory's entry of the key, an alias row before an own name; *other: a second body that has
 * as good a right to it. */
static const struct agency_alias *find_key(
	const struct agency_query *q, size_t first, int *nearest, const struct agency_alias **other)
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
struct name_place {
	const struct agency_query *q;
	const char *territory;
	enum agency_place least, most;
	size_t end;
};

static void take_place(void *arg, size_t first, size_t end, bool is_literal)
{
	struct name_place *p = arg;
	struct slice key = p->q->a->aliases[first].key;

	(void)is_literal;
	for (size_t i = first; i < p->q->a->naliases && slice_same(p->q->a->aliases[i].key, key); i++) {
		const struct agency_alias *alias = &p->q->a->aliases[i];

		if (alias->place >= p->least && alias->place <= p->most && end > p->end &&
			strcmp(alias->territory, p->territory) == 0)
			p->end = end;
	}
}

size_t agency_place_end(const struct agency_query *q, const char *territory, enum agency_place least,
	enum agency_place most, size_t at, struct err *e)
{
	struct name_place p = {q, territory, least, most, at};
	struct agency_reader r = {q->a, q->date, q->words, q->n, take_place, &p, {0}};
	int rc = agency_readings(&r, at, e);

	buf_release(&r.key);
	return rc < 0 ? AGENCY_FAILED : p.end;
}

bool agency_is_semicolon(const struct agency_query *q, size_t at)
{
	return at < q->n && slice_equals(q->words[at], ";");
}

/* Passes what belongs to a name of the territory that ends at `at`: "chi nhánh", "tỉnh Kon Tum", "Kon Tum",
 * "tỉnh"; then those above it. Behind a semicolon only the whole name does. */
static size_t tail_end(const struct agency_query *q, const char *territory, size_t at, struct err *e)
{
	for (size_t depth = 0; *territory && depth <= q->a->nterritories; depth++) {
		bool is_parted = agency_is_semicolon(q, at);
		size_t from = at + is_parted, end;

		if (!is_parted)
			from = agency_place_end(q, "", PLACE_BRANCH, PLACE_BRANCH, at, e);
		end = from == AGENCY_FAILED ? from
					    : agency_place_end(q, territory, PLACE_FULL,
						      is_parted ? PLACE_FULL
						      : depth	? PLACE_BARE
								: PLACE_LEVEL,
						      from, e);
		if (end == AGENCY_FAILED)
			return end;
		if (end > from)
			at = end;
		territory = agencies_above(q->a, territory);
	}
	return at;
}

/* Above 0 when x is the better reading: the longer one, by its own words before by what belongs to them; of
 * one length as it is spelled before composed, then the nearer territory. */
static int compare(const struct agency_reading *x, const struct agency_reading *y)
{
	if (x->end != y->end)
		return x->end > y->end ? 1 : -1;
	if (x->own_end != y->own_end)
		return x->own_end > y->own_end ? 1 : -1;
	if (x->is_literal != y->is_literal)
		return x->is_literal ? 1 : -1;
	return y->distance - x->distance;
}

/* Two bodies of one rank are not told apart. */
static void keep_better(struct agency_reading *best, const struct agency_reading *one)
{
	int c = best->alias ? compare(one, best) : 1;

	if (c > 0)
		*best = *one;
	else if (c == 0 && strcmp(one->alias->ids, best->alias->ids) != 0)
		best->other = one->alias;
}

static void take_name(void *arg, size_t first, size_t own_end, bool is_literal)
{
	struct agency_reading *best = arg;
	struct agency_reading one = {
		.q = best->q, .e = best->e, .end = own_end, .own_end = own_end, .is_literal = is_literal};

	one.alias = find_key(best->q, first, &one.distance, &one.other);
	if (!one.alias || best->failed)
		return;
	if (agency_alias_is_name(one.alias) && !one.alias->is_wrapper)
		one.end = tail_end(best->q, one.alias->territory, own_end, best->e);
	if (one.end == AGENCY_FAILED)
		best->failed = -1;
	else
		keep_better(best, &one);
}

int agency_read_name(const struct agency_query *q, size_t at, struct agency_reading *out, struct err *e)
{
	struct agency_reader r = {q->a, q->date, q->words, q->n, take_name, out, {0}};
	int rc;

	*out = (struct agency_reading){.q = q, .e = e};
	rc = agency_readings(&r, at, e);
	buf_release(&r.key);
	return rc < 0 || out->failed ? -1 : 0;
}
