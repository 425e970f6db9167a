#include "model/sender_rank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/agencies.h"
#include "model/heirs.h"
#include "model/relation.h"

#define FIRST '9'
#define LAST_LEAD '5'
#define ROOT '4'
#define COORDINATES '3'
#define OTHER '2'
#define UNKNOWN '1'

struct sender_ranks {
	struct agencies *agencies;
	const struct table *sets, *rows, *territories, *relations;
	struct catalog *catalog;
};

/* Whose figure it is, and when. */
struct lead_search {
	struct slice sender;
	const char *date; /* the period's end */
	char sent[12];	  /* the day of the message; not after date: nobody has followed anybody */
};

int sender_ranks_open(struct sender_ranks **out, struct catalog *c, struct err *e)
{
	struct sender_ranks *l = calloc(1, sizeof(*l));

	*out = NULL;
	if (!l)
		return err_set(e, ERR_NOMEM, "out of memory for who leads");
	l->catalog = c;
	l->sets = catalog_get(c, "sets", e);
	l->rows = catalog_get(c, "set_rows", e);
	l->territories = catalog_get(c, "territories", e);
	l->relations = catalog_get(c, "relations", e);
	if (!l->sets || !l->rows || !l->territories || !l->relations || !(l->agencies = agencies_of(c, e))) {
		sender_ranks_free(l);
		return -1;
	}
	*out = l;
	return 0;
}

void sender_ranks_free(struct sender_ranks *l)
{
	if (!l)
		return;
	free(l);
}

static const char *territory_of(const struct sender_ranks *l, size_t row)
{
	long set = table_find(l->sets, "set", table_get(l->rows, row, "set"), NULL);

	return set < 0 ? "" : table_get(l->sets, (size_t)set, "territory");
}

static struct slice root_of(const struct sender_ranks *l, const char *territory)
{
	long row = table_find(l->territories, "territory", territory, NULL);

	return slice_from(row < 0 ? "" : table_get(l->territories, (size_t)row, "root_agency"));
}

/* The first row of the indicator that names a lead, or -1; of: the head of the territory whose documents
 * count, or NULL. */
static long find_row(
	const struct sender_ranks *l, struct slice indicator, const struct slice *of, const char *date)
{
	for (size_t i = 0; i < l->rows->nrows; i++)
		if (slice_equals(indicator, table_get(l->rows, i, "indicator")) &&
			*table_get(l->rows, i, "lead") && table_is_valid(l->rows, i, date) &&
			(!of || slice_same(*of, root_of(l, territory_of(l, i)))))
			return (long)i;
	return -1;
}

/* A district's document may ask for the same under another number. */
static int row_same(long *row, const struct sender_ranks *l, struct slice indicator, struct slice of,
	const char *date, struct err *e)
{
	char name[200];
	const char **same = NULL;
	size_t n = 0;

	snprintf(name, sizeof(name), "%.*s", (int)indicator.len, indicator.text);
	if (relation_same(l->relations, name, date, &same, &n, e) < 0)
		return -1;
	for (size_t i = 1; i < n && *row < 0; i++)
		*row = find_row(l, slice_from(same[i]), &of, date);
	free(same);
	return 0;
}

/* The row that says who leads: of the territory's own documents before those of another one. */
static int row_of(long *row, const struct sender_ranks *l, struct slice indicator, struct slice of,
	const char *date, struct err *e)
{
	*row = find_row(l, indicator, &of, date);
	if (*row < 0 && of.len && row_same(row, l, indicator, of, date, e) < 0)
		return -1;
	if (*row < 0)
		*row = find_row(l, indicator, NULL, date);
	return 0;
}

/* Whether the sender is the agency, or follows it. */
static int speaks_for(
	struct sender_ranks *l, const struct lead_search *q, const char *agency, bool *out, struct err *e)
{
	*out = slice_equals(q->sender, agency);
	if (*out || strcmp(q->sent, q->date) <= 0)
		return 0;
	return heirs_reach(l->catalog, agency, q->sender, q->date, q->sent, out, e);
}

/* The place of the sender in the cell's list, or -1. For a group its territory's root agency answers. */
static int place_in(struct sender_ranks *l, const char *territory, struct slice root, const char *text,
	const struct lead_search *q, int *place, struct err *e)
{
	struct agency_match m;
	int n = 0;

	*place = -1;
	if (!*text)
		return 0;
	if (agencies_match(l->agencies, territory, q->date, slice_from(text), &m, e) < 0)
		return -1;
	if (m.state == AGENCY_UNKNOWN)
		return 0;
	for (const char *at = m.ids; *at && *place < 0; n++) {
		size_t len = strcspn(at, " ");
		char name[200];
		const struct agency *agency;
		bool is_it;

		snprintf(name, sizeof(name), "%.*s", (int)len, at);
		agency = agencies_find(l->agencies, name, q->date);
		if (speaks_for(l, q, agency && strcmp(agency->kind, "group") == 0 ? root.text : name, &is_it,
			    e) < 0)
			return -1;
		if (is_it)
			*place = n;
		at += len + (at[len] == ' ');
	}
	return 0;
}

static struct lead_search asked_of(struct slice sender, const char *date, struct slice sent)
{
	struct lead_search q = {.sender = sender, .date = date};

	snprintf(q.sent, sizeof(q.sent), "%.*s", sent.len < 10 ? (int)sent.len : 10,
		sent.len ? sent.text : "");
	return q;
}

int sender_rank(struct sender_ranks *l, struct slice indicator, struct slice of, struct slice sender,
	const char *date, struct slice sent, char *rank, struct err *e)
{
	struct lead_search q = asked_of(sender, date, sent);
	long row = -1;
	const char *territory = "";
	struct slice root;
	int lead = -1, coordinates = -1;
	bool is_root;

	*rank = !sender.len || sender.text[sender.len - 1] == '?' ? UNKNOWN : OTHER;
	if (*rank == UNKNOWN)
		return 0;
	if (row_of(&row, l, indicator, of, date, e) < 0)
		return -1;
	if (row < 0)
		return 0;
	territory = territory_of(l, (size_t)row);
	root = root_of(l, territory);
	if (place_in(l, territory, root, table_get(l->rows, (size_t)row, "lead"), &q, &lead, e) < 0 ||
		place_in(l, territory, root, table_get(l->rows, (size_t)row, "coordinating"), &q,
			&coordinates, e) < 0 ||
		speaks_for(l, &q, root.text, &is_root, e) < 0)
		return -1;
	if (lead >= 0)
		*rank = (char)(lead > FIRST - LAST_LEAD ? LAST_LEAD : FIRST - lead);
	else if (is_root)
		*rank = ROOT;
	else if (coordinates >= 0)
		*rank = COORDINATES;
	return 0;
}
