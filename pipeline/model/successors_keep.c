/* What stays in the province, and where that which does not is shown. */
#include <string.h>
#include "model/agencies_rows.h"
#include "model/successors_rows.h"

/* The body at the top of the agency's tree on the day; of one that was not there then, of its last day. */
static const char *top_of(const struct successors *s, const char *agency, const char *day)
{
	for (int depth = 0; depth < SUCCESSOR_STEPS; depth++) {
		const struct agency *row = agencies_find(s->agencies, agency, day);

		row = row ? row : agencies_find(s->agencies, agency, NULL);
		if (!row || !*row->parent)
			break;
		agency = row->parent;
	}
	return agency;
}

/* The row for what cannot be attributed in the territory, else the nation's. */
static const char *unattributed_of(const struct successors *s, const char *territory)
{
	const char *found = "";
	const struct agency *rows;
	size_t n;

	rows = agencies_all(s->agencies, &n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(rows[i].kind, "unattributed") != 0 ||
			!agency_is_valid(rows[i].valid_from, rows[i].valid_to, s->date))
			continue;
		if (strcmp(rows[i].territory, territory) == 0)
			return rows[i].id;
		if (!*rows[i].territory)
			found = rows[i].id;
	}
	return *found ? found : "khong-phan-bo";
}

/* What the top of the agency's tree is now, or NULL when it is not one body. */
static int find_top(
	const struct successors *s, const char *agency, const char *from, const char **out, struct err *e)
{
	struct successor_parts top;
	mpq_t one;
	int rc;

	successor_parts_init(&top);
	mpq_init(one);
	mpq_set_ui(one, 1, 1);
	rc = successors_lead(s, top_of(s, agency, from), "", one, 0, &top, e);
	*out = successor_parts_whole(&top);
	mpq_clear(one);
	successor_parts_release(&top);
	return rc;
}

/* The rest stays within its province: under the body that the top of its tree is now. */
static void rest_place(const struct successors *s, const char *top, struct successor_parts *out)
{
	const struct agency *row = top ? agencies_find(s->agencies, top, s->date) : NULL;

	out->unattributed = unattributed_of(s, row && *row->territory ? row->territory : "-");
}

int successors_rest(const struct successors *s, const char *agency, const char *from,
	struct successor_parts *out, struct err *e)
{
	const char *top;

	if (find_top(s, agency, from, &top, e) < 0)
		return -1;
	rest_place(s, top, out);
	return 0;
}

static bool is_under(const struct successors *s, const char *agency, const char *top)
{
	for (int depth = 0; depth < SUCCESSOR_STEPS && *agency; depth++) {
		const struct agency *row;

		if (strcmp(agency, top) == 0)
			return true;
		row = agencies_find(s->agencies, agency, s->date);
		agency = row ? row->parent : "";
	}
	return false;
}

int successors_keep(const struct successors *s, const char *agency, const char *from,
	struct successor_parts *p, struct err *e)
{
	const char *top;
	size_t n = 0;

	if (find_top(s, agency, from, &top, e) < 0)
		return -1;
	for (size_t i = 0; i < p->n; i++) {
		if (!top || is_under(s, p->list[i].agency, top)) {
			mpq_swap(p->list[n].share, p->list[i].share);
			p->list[n++].agency = p->list[i].agency;
		} else {
			mpq_add(p->rest, p->rest, p->list[i].share);
		}
	}
	if (n < p->n || n > 1)
		rest_place(s, top, p);
	for (size_t i = n; i < p->n; i++)
		mpq_clear(p->list[i].share);
	p->n = n;
	return 0;
}
