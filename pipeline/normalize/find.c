#include "normalize/find.h"

#include <string.h>
#include "core/text.h"
#include "model/agencies.h"
#include "model/units.h"
#include "normalize/find_when.h"

#define SUGGESTIONS 5

/* A line an agency: mark, id, name, territory. */
static void print_ids(const struct find_query *q, const struct agencies *a, const char *territory,
	const char *mark, const char *ids)
{
	char id[200];

	for (size_t n; *ids; ids += n + (ids[n] == ' ')) {
		const struct agency *agency;

		n = strcspn(ids, " ");
		snprintf(id, sizeof(id), "%.*s", (int)n, ids);
		agency = agencies_find(a, id, q->date);
		fprintf(q->out, "%s%s\t%s\t%s\n", mark, id, agency ? agency->name_vi : "", territory);
	}
}

static void suggest(const struct find_query *q, struct agencies *a, const char *territory, const char *text,
	enum find_answer *answer)
{
	const struct agency *near[SUGGESTIONS];
	size_t n = agencies_suggest(a, territory, q->date, slice_from(text), near, SUGGESTIONS);

	for (size_t i = 0; i < n; i++)
		fprintf(q->out, "? %s\t%s\t%s\n", near[i]->id, near[i]->name_vi, territory);
	if (n)
		*answer = FIND_REVIEW;
}

/* Of a territory that nobody knows no name is unknown: the question is wrong. */
static int check_territory(const struct table *territories, const char *name, struct err *e)
{
	struct buf known = {0};

	if (table_find(territories, "territory", name, NULL) >= 0)
		return 0;
	for (size_t i = 0; i < territories->nrows; i++)
		if (buf_addf(&known, e, " %s", table_get(territories, i, "territory")) < 0)
			break;
	err_set(e, ERR_USAGE, "--territory: found '%s', expected one of%s", name,
		known.len ? known.data : " territories.csv, which is empty");
	buf_release(&known);
	return -1;
}

/* Asks each territory; several different answers are for a person. */
static int find_anywhere(const struct find_query *q, struct agencies *a, const char *text,
	const struct table *territories, enum find_answer *answer, struct err *e)
{
	struct buf first = {0};
	size_t n = 0;
	int ret = -1;

	for (size_t i = 0; i < territories->nrows; i++) {
		const char *territory = table_get(territories, i, "territory");
		struct agency_match m;

		if (agencies_match(a, territory, q->date, slice_from(text), &m, e) < 0)
			goto out;
		if (m.state == AGENCY_UNKNOWN || (n && strcmp(first.data, m.ids) == 0))
			continue;
		if (!n++ && buf_add_str(&first, m.ids, e) < 0)
			goto out;
		print_ids(q, a, territory, "", m.ids);
	}
	*answer = n == 1 ? FIND_RESOLVED : n ? FIND_REVIEW : FIND_UNKNOWN;
	for (size_t i = 0; !n && i < territories->nrows; i++)
		if (!*table_get(territories, i, "parent"))
			suggest(q, a, table_get(territories, i, "territory"), text, answer);
	ret = 0;
out:
	buf_release(&first);
	return ret;
}

static int find_agency(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	const struct table *territories = catalog_get(q->catalog, "territories", e);
	struct agencies *a = NULL;
	struct agency_match m;
	int ret = -1;

	if (!territories || (q->territory && check_territory(territories, q->territory, e) < 0) ||
		agencies_open(&a, q->catalog, e) < 0)
		return -1;
	if (!q->territory) {
		ret = find_anywhere(q, a, text, territories, answer, e);
		goto out;
	}
	if (agencies_match(a, q->territory, q->date, slice_from(text), &m, e) < 0)
		goto out;
	*answer = m.state == AGENCY_UNKNOWN ? FIND_UNKNOWN : FIND_RESOLVED;
	if (m.state != AGENCY_UNKNOWN)
		print_ids(q, a, q->territory, "", m.ids);
	else if (!*m.review)
		suggest(q, a, q->territory, text, answer);
	else { /* on the review list: what it may mean, for a person */
		print_ids(q, a, q->territory, "? ", m.review);
		*answer = FIND_REVIEW;
	}
	ret = 0;
out:
	agencies_free(a);
	return ret;
}

static int find_unit(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	struct units *units = NULL;
	const struct unit *unit;

	if (units_open(&units, q->catalog, q->date, e) < 0)
		return -1;
	unit = units_find(units, slice_from(text));
	if (unit)
		fprintf(q->out, "%s\t%s\t%s\tbase %s\n", unit->name, unit->title_vi, unit->dimension,
			unit->base->name);
	*answer = unit ? FIND_RESOLVED : FIND_UNKNOWN;
	units_free(units);
	return 0;
}

/* Of what is no figure: whether it is a date. */
static int value_or_date(
	const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	bool is_date = false;

	if (find_value(q, text, answer, e) < 0)
		return -1;
	if (q->feed || *answer == FIND_RESOLVED)
		return 0;
	if (find_also_date(q, text, &is_date, e) < 0)
		return -1;
	if (is_date && *answer == FIND_UNKNOWN)
		*answer = FIND_RESOLVED;
	return 0;
}

int find_text(const struct find_query *q, const char *kind, const char *text, enum find_answer *answer,
	struct err *e)
{
	if (strcmp(kind, "agency") == 0)
		return find_agency(q, text, answer, e);
	if (strcmp(kind, "unit") == 0)
		return find_unit(q, text, answer, e);
	if (strcmp(kind, "value") == 0)
		return value_or_date(q, text, answer, e);
	if (strcmp(kind, "period") == 0)
		return find_period(q, text, answer, e);
	if (strcmp(kind, "date") == 0)
		return find_date(q, text, answer, e);
	return err_set(e, ERR_USAGE, "found find '%s', expected agency, unit, value, period or date", kind);
}
