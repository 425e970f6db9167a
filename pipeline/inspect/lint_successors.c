/* Reorganisations: links that lead nowhere, backwards, or give away more than there was. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "inspect/lint_who.h"
#include "model/agencies_rows.h"
#include "model/successors.h"

struct links {
	struct lint *l;
	const struct agencies *a;
	const struct table *t;
};

static const char *cell(const struct links *x, size_t i, const char *column)
{
	return table_get(x->t, i, column);
}

static bool is_self(const struct links *x, size_t i)
{
	return strcmp(cell(x, i, "agency"), cell(x, i, "successor")) == 0;
}

static int wrong(const struct links *x, size_t i, struct err *e, const char *what, const char *which)
{
	const struct row *row = &x->t->rows[i];

	return lint_add(x->l, row->file, row->line, e, "%s %s", what, which);
}

/* What a body gave away while it goes on. */
static bool is_task(const struct links *x, size_t i)
{
	return strcmp(cell(x, i, "scope"), "task") == 0;
}

/* A task has no share of the figures, and its body is there on the day. */
static int check_task(const struct links *x, size_t i, struct err *e)
{
	if (*cell(x, i, "weight"))
		return wrong(x, i, e, "found a task with a weight, which moves no figure, of",
			cell(x, i, "agency"));
	return agencies_find(x->a, cell(x, i, "agency"), cell(x, i, "valid_from"))
		       ? 0
		       : wrong(x, i, e, "found a task of a body that does not go on:", cell(x, i, "agency"));
}

/* The successor must be there on the day, and may go on to others only later. */
static int check_link(const struct links *x, size_t i, struct err *e)
{
	const char *to = cell(x, i, "successor"), *day = cell(x, i, "valid_from");

	if (!*day)
		return wrong(x, i, e, "found a link without valid_from, the day of the change, of",
			cell(x, i, "agency"));
	if (!*to)
		return 0;
	if (!agencies_find(x->a, to, day) &&
		wrong(x, i, e, "found a successor that is not valid on the day of the link:", to) < 0)
		return -1;
	for (size_t j = 0; j < x->t->nrows; j++)
		if (!is_self(x, i) && !is_self(x, j) && !is_task(x, j) &&
			strcmp(cell(x, j, "agency"), to) == 0 && strcmp(cell(x, j, "valid_from"), day) <= 0)
			return wrong(x, i, e, "found a successor that was succeeded itself no later:", to);
	return 0;
}

/* Weights of the links of one agency on one day; checked at the first of them. */
static int check_weights(const struct links *x, size_t i, struct err *e)
{
	size_t n = 0, weighted = 0;
	bool is_bad = false;
	mpq_t sum, w;

	mpq_inits(sum, w, NULL);
	for (size_t j = 0; j < x->t->nrows; j++) {
		const char *weight = cell(x, j, "weight");

		if (is_task(x, j) || strcmp(cell(x, j, "agency"), cell(x, i, "agency")) != 0 ||
			strcmp(cell(x, j, "valid_from"), cell(x, i, "valid_from")) != 0)
			continue;
		if (j < i)
			goto out; /* not the first */
		n++;
		if (!*weight || rational_parse(w, weight, strlen(weight), NULL) < 0)
			continue;
		weighted++;
		is_bad = is_bad || mpq_sgn(w) <= 0;
		mpq_add(sum, sum, w);
	}
	is_bad = is_bad || mpq_cmp_ui(sum, 1, 1) > 0 || (weighted == n && mpq_cmp_ui(sum, 1, 1) != 0);
out:
	mpq_clears(sum, w, NULL);
	return is_bad ? wrong(x, i, e, "found weights that do not lie above 0 and come to 1, of",
				cell(x, i, "agency"))
		      : 0;
}

static bool has_link(const struct links *x, const char *agency)
{
	for (size_t i = 0; i < x->t->nrows; i++)
		if (strcmp(cell(x, i, "agency"), agency) == 0 && !is_self(x, i) && !is_task(x, i))
			return true;
	return false;
}

#define NAMES 600 /* of one note */

/* As many as there is room for, whole. */
static void add_names(char names[NAMES], const char *name)
{
	size_t len = strlen(names);

	if (strstr(names, " …"))
		return;
	if (len + strlen(name) + sizeof("  …") <= NAMES)
		snprintf(names + len, NAMES - len, " %s", name);
	else
		snprintf(names + len, NAMES - len, " …");
}

/* One note: bodies of a province, a district or the nation that ended, and nobody knows into what. */
static int note_lost(const struct links *x, struct err *e)
{
	const struct agency *rows;
	char names[NAMES] = "";
	size_t n, lost = 0;

	rows = agencies_all(x->a, &n);
	for (size_t i = 0; i < n; i++) {
		if (!*rows[i].valid_to || agencies_find(x->a, rows[i].id, "9999-12-31") ||
			strcmp(rows[i].kind, "body") != 0 || strcmp(rows[i].level, "commune") == 0 ||
			(i + 1 < n && strcmp(rows[i + 1].id, rows[i].id) == 0) || has_link(x, rows[i].id))
			continue;
		lost++;
		add_names(names, rows[i].id);
	}
	return lost ? lint_note(x->l, "agency_successors", 0, e,
			      "%zu bodies ended without a link, their figures go to the unattributed part:%s",
			      lost, names)
		    : 0;
}

/* Where the figures of a body left its province: through a link, or because it stayed when the province
 * closed. */
enum leaving { STAYS, LED_OUT, LEFT_BEHIND };

static int body_leaves(const struct successors *s, const struct agency *a, struct successor_parts *p,
	enum leaving *how, struct err *e)
{
	const char *whole;
	size_t n;

	if (successors_follow(s, a->id, a->valid_from, p, e) < 0)
		return -1;
	n = p->n;
	whole = successor_parts_whole(p);
	*how = whole && strcmp(whole, a->id) == 0 ? LEFT_BEHIND : LED_OUT;
	if (successors_keep(s, a->id, a->valid_from, p, e) < 0)
		return -1;
	*how = p->n < n ? *how : STAYS;
	return 0;
}

/* One note a cause: bodies whose figures are nobody's in their province, though they go on somewhere. */
static int note_leaving(const struct links *x, const struct successors *s, enum leaving cause,
	const char *what, struct err *e)
{
	struct successor_parts parts;
	const struct agency *rows;
	char names[NAMES] = "";
	size_t n, found = 0;
	enum leaving how;
	int rc = 0;

	successor_parts_init(&parts);
	rows = agencies_all(x->a, &n);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (i + 1 < n && strcmp(rows[i + 1].id, rows[i].id) == 0)
			continue;
		rc = body_leaves(s, &rows[i], &parts, &how, e);
		if (rc || how != cause)
			continue;
		found++;
		add_names(names, rows[i].id);
	}
	successor_parts_release(&parts);
	if (rc || !found)
		return rc;
	return lint_note(x->l, "agency_successors", 0, e,
		"%zu bodies %s, their figures go to the unattributed part:%s", found, what, names);
}

static int note_outside(const struct links *x, struct err *e)
{
	struct successors *s;
	int rc;

	if (successors_open(&s, x->l->catalog, "9999-12-31", e) < 0)
		return -1;
	rc = note_leaving(x, s, LED_OUT, "have a successor outside their province", e) < 0 ||
			     note_leaving(x, s, LEFT_BEHIND,
				     "stay, without a link, where their province closed", e) < 0
		     ? -1
		     : 0;
	successors_free(s);
	return rc;
}

static int note_memory(const struct links *x, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < x->t->nrows; i++)
		n += strcmp(cell(x, i, "basis"), "memory") == 0;
	return n ? lint_note(x->l, "agency_successors", 0, e,
			   "%zu of %zu links are from memory, to be confirmed", n, x->t->nrows)
		 : 0;
}

int lint_successors(struct lint *l, const struct agencies *a, struct err *e)
{
	struct links x = {l, a, catalog_get(l->catalog, "agency_successors", e)};

	if (!x.t)
		return -1;
	for (size_t i = 0; i < x.t->nrows; i++)
		if (check_link(&x, i, e) < 0 ||
			(is_task(&x, i) ? check_task(&x, i, e) : check_weights(&x, i, e)) < 0)
			return -1;
	return note_lost(&x, e) < 0 || note_outside(&x, e) < 0 ? -1 : note_memory(&x, e);
}
