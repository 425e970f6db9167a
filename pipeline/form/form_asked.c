#include "form/form_asked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/relation.h"

int form_asked_open(struct form_asked *a, struct catalog *c, struct err *e)
{
	struct {
		const char *name;
		const struct table **table;
	} tables[] = {{"variables", &a->variables}, {"set_rows", &a->rows}, {"sets", &a->sets},
		{"territories", &a->territories}, {"relations", &a->relations}, {"units", &a->units},
		{"codes", &a->codes}, {"targets", &a->targets}};

	a->catalog = c;
	a->agency = a->territory = a->root = "";
	if (form_texts_open(&a->texts, c, e) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (!(*tables[i].table = catalog_get(c, tables[i].name, e)))
			return -1;
	return agencies_open(&a->agencies, c, e) < 0 || periods_load(&a->periods, c, e) < 0 ? -1 : 0;
}

void form_asked_release(struct form_asked *a)
{
	agencies_free(a->agencies);
	periods_free(a->periods);
	free(a->entries);
	free(a->elsewhere);
	arena_release(&a->arena);
	*a = (struct form_asked){0};
}

/* The calendar of reports in the year that the period's name begins with; NULL: there is none. */
static const char *find_calendar(const struct form_asked *a, const char *period)
{
	char day[11];

	snprintf(day, sizeof(day), "%.4s-01-01", period);
	return strlen(period) < 4 ? NULL : catalog_setting(a->catalog, "report_calendar", day, NULL);
}

int form_asked_period(struct form_asked *a, const char *period)
{
	const char *calendar = find_calendar(a, period);
	const struct period *p = calendar ? period_find(a->periods, calendar, period) : NULL;

	if (!p || p->kind != PERIOD_QUARTER)
		return 1;
	snprintf(a->day, sizeof(a->day), "%s", p->ends_on);
	return 0;
}

static bool is_valid(const struct form_asked *a, const struct table *t, size_t row)
{
	return table_is_valid(t, row, a->day);
}

static bool is_cell(const struct table *t, size_t row, const char *column, const char *text)
{
	return strcmp(table_get(t, row, column), text) == 0;
}

/* Whether the list, joined by blanks, has the word. */
static bool has_word(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (n == len && memcmp(list, word, n) == 0)
			return true;
	}
	return false;
}

bool form_set_is_asked(const struct form_asked *a, size_t set)
{
	return is_valid(a, a->sets, set) && has_word(table_get(a->sets, set, "needs"), FORM_FEED);
}

const char *form_root_of(const struct form_asked *a, const char *territory)
{
	long row = table_find(a->territories, "territory", territory, NULL);

	return row < 0 ? "" : table_get(a->territories, (size_t)row, "root_agency");
}

/* ---- whose form ---- */

/* Adds the ids of a name to those found so far, each once. */
static int add_ids(struct form_asked *a, const char *ids, struct buf *found, size_t *n, struct err *e)
{
	char id[200];

	for (size_t len; *ids; ids += len + (ids[len] == ' ')) {
		len = strcspn(ids, " ");
		snprintf(id, sizeof(id), "%.*s", (int)len, ids);
		if (found->len && has_word(found->data, id))
			continue;
		if ((found->len && buf_add_char(found, ' ', e) < 0) || buf_add_str(found, id, e) < 0)
			return -1;
		++*n;
	}
	a->agency = found->len ? found->data : "";
	return 0;
}

/* Asks each territory that has forms. */
static int find_named(struct form_asked *a, const char *text, size_t *n, struct err *e)
{
	struct buf found = {0};
	struct agency_match m;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < a->sets->nrows; i++) {
		if (!form_set_is_asked(a, i))
			continue;
		rc = agencies_match(
			a->agencies, table_get(a->sets, i, "territory"), a->day, slice_from(text), &m, e);
		if (rc == 0 && m.state != AGENCY_UNKNOWN)
			rc = add_ids(a, m.ids, &found, n, e);
	}
	if (rc == 0 && *n == 1 && !(a->agency = arena_copy(&a->arena, found.data, found.len, e)))
		rc = -1;
	buf_release(&found);
	return rc;
}

/* Of which the agency answers. */
static const char *territory_of(const struct form_asked *a)
{
	const struct agency *agency;

	for (size_t i = 0; i < a->sets->nrows; i++) {
		const char *territory = table_get(a->sets, i, "territory");

		if (form_set_is_asked(a, i) && strcmp(form_root_of(a, territory), a->agency) == 0)
			return territory;
	}
	agency = agencies_find(a->agencies, a->agency, a->day);
	return agency ? agency->territory : "";
}

int form_asked_agency(
	struct form_asked *a, const char *text, const char *territory, size_t *found, struct err *e)
{
	const struct agency *agency = agencies_find(a->agencies, text, a->day);

	*found = agency ? 1 : 0;
	a->agency = agency ? agency->id : "";
	if (!agency && find_named(a, text, found, e) < 0)
		return -1;
	if (*found != 1)
		return 1;
	a->territory = territory ? territory : territory_of(a);
	if (table_find(a->territories, "territory", a->territory, NULL) < 0)
		a->territory = "";
	a->root = form_root_of(a, a->territory);
	return 0;
}

/* ---- which rows ---- */

/* How often the agency stands in the role of the row. */
static int count_role(
	struct form_asked *a, size_t row, const char *territory, const char *role, size_t *n, struct err *e)
{
	const char *text = table_get(a->rows, row, role);
	struct agency_match m;

	if (!*text)
		return 0;
	if (agencies_match(a->agencies, territory, a->day, slice_from(text), &m, e) < 0)
		return -1;
	*n += has_word(m.state != AGENCY_UNKNOWN ? m.ids : m.review ? m.review : "", a->agency);
	return 0;
}

static int count_duties(struct form_asked *a, size_t row, const char *territory, size_t *n, struct err *e)
{
	if (count_role(a, row, territory, "lead", n, e) < 0)
		return -1;
	return a->is_coordinating ? count_role(a, row, territory, "coordinating", n, e) : 0;
}

/* The row's set when it has forms of that territory (is_same) or of others, or -1. */
static long set_of(const struct form_asked *a, size_t row, bool is_same)
{
	const char *name = table_get(a->rows, row, "set");

	if (!is_valid(a, a->rows, row))
		return -1;
	for (size_t i = 0; i < a->sets->nrows; i++)
		if (is_cell(a->sets, i, "set", name) && form_set_is_asked(a, i) &&
			is_cell(a->sets, i, "territory", a->territory) == is_same)
			return (long)i;
	return -1;
}

static bool is_sent(const struct form_asked *a, size_t v, struct slice indicator)
{
	const char *item = table_get(a->variables, v, "item"), *var = table_get(a->variables, v, "var");

	return is_valid(a, a->variables, v) && is_cell(a->variables, v, "measure", FORM_MEASURE) &&
	       slice_equals(indicator, table_get(a->variables, v, "indicator")) &&
	       strlen(item) == indicator.len + 1 + strlen(var) &&
	       memcmp(item, indicator.text, indicator.len) == 0 && item[indicator.len] == ' ' &&
	       strcmp(item + indicator.len + 1, var) == 0;
}

static struct form_entry *find_entry(const struct form_asked *a, size_t variable)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->entries[i].variable == variable)
			return &a->entries[i];
	return NULL;
}

static int add_place(struct form_asked *a, size_t variable, size_t row, struct err *e)
{
	struct form_entry *entry = find_entry(a, variable);
	size_t *places;

	if (!entry && a->n == a->cap) {
		size_t cap = a->cap ? 2 * a->cap : 64;
		struct form_entry *entries = realloc(a->entries, cap * sizeof(*entries));

		if (!entries)
			return err_set(e, ERR_NOMEM, "out of memory for a form");
		a->entries = entries;
		a->cap = cap;
	}
	if (!entry) {
		entry = &a->entries[a->n++];
		*entry = (struct form_entry){.variable = variable};
	}
	places = arena_alloc(&a->arena, (entry->nplaces + 1) * sizeof(*places), e);
	if (!places)
		return -1;
	if (entry->nplaces)
		memcpy(places, entry->places, entry->nplaces * sizeof(*places));
	places[entry->nplaces++] = row;
	entry->places = places;
	return 0;
}

/* Adds the variables of the indicator that are sent; *n of them. */
static int add_variables(struct form_asked *a, const char *indicator, size_t row, size_t *n, struct err *e)
{
	*n = 0;
	for (size_t v = 0; v < a->variables->nrows; v++)
		if (is_sent(a, v, slice_from(indicator))) {
			++*n;
			if (add_place(a, v, row, e) < 0)
				return -1;
		}
	return 0;
}

static bool has_variables(const struct form_asked *a, const char *indicator)
{
	for (size_t v = 0; v < a->variables->nrows; v++)
		if (is_cell(a->variables, v, "indicator", indicator) && is_valid(a, a->variables, v))
			return true;
	return false;
}

/* What is sent for the row: its own variables, or those of the nearest that is the same. */
static int add_row(struct form_asked *a, size_t row, struct err *e)
{
	const char *indicator = table_get(a->rows, row, "indicator"), **same = NULL;
	size_t n = 0, nsame = 0;
	int rc = 0;

	if (has_variables(a, indicator))
		return add_variables(a, indicator, row, &n, e);
	if (relation_same(a->relations, indicator, a->day, &same, &nsame, e) < 0)
		return -1;
	for (size_t i = 0; rc == 0 && !n && i < nsame; i++)
		rc = add_variables(a, same[i], row, &n, e);
	free(same);
	return rc;
}

int form_asked_find(struct form_asked *a, struct err *e)
{
	bool is_head = strcmp(a->agency, a->root) == 0;

	for (size_t row = 0; row < a->rows->nrows; row++) {
		size_t n = is_head;

		if (set_of(a, row, true) < 0)
			continue;
		if (!n && count_duties(a, row, a->territory, &n, e) < 0)
			return -1;
		if (n && add_row(a, row, e) < 0)
			return -1;
	}
	return 0;
}

static int compare_territories(const void *a, const void *b)
{
	return strcmp(
		((const struct form_elsewhere *)a)->territory, ((const struct form_elsewhere *)b)->territory);
}

static void count_elsewhere(struct form_asked *a, const char *territory, size_t n)
{
	size_t i = 0;

	while (i < a->nelsewhere && strcmp(a->elsewhere[i].territory, territory) != 0)
		i++;
	if (i == a->nelsewhere)
		a->elsewhere[a->nelsewhere++] = (struct form_elsewhere){territory, 0};
	a->elsewhere[i].n += n;
}

int form_asked_look(struct form_asked *a, struct err *e)
{
	a->elsewhere = calloc(a->sets->nrows + 1, sizeof(*a->elsewhere));
	if (!a->elsewhere)
		return err_set(e, ERR_NOMEM, "out of memory for territories");
	for (size_t row = 0; row < a->rows->nrows; row++) {
		long set = set_of(a, row, false);
		const char *territory = set < 0 ? "" : table_get(a->sets, (size_t)set, "territory");
		size_t n = 0;

		if (set >= 0 && count_duties(a, row, territory, &n, e) < 0)
			return -1;
		if (n)
			count_elsewhere(a, territory, n);
	}
	qsort(a->elsewhere, a->nelsewhere, sizeof(*a->elsewhere), compare_territories);
	return 0;
}

const struct form_entry *form_asked_get(
	const struct form_asked *a, struct slice indicator, struct slice variable)
{
	for (size_t i = 0; i < a->n; i++)
		if (slice_equals(indicator, table_get(a->variables, a->entries[i].variable, "indicator")) &&
			slice_equals(variable, table_get(a->variables, a->entries[i].variable, "var")))
			return &a->entries[i];
	return NULL;
}

long form_variable_find(const struct form_asked *a, struct slice indicator, struct slice variable)
{
	for (size_t v = a->variables->nrows; v-- > 0;)
		if (slice_equals(indicator, table_get(a->variables, v, "indicator")) &&
			slice_equals(variable, table_get(a->variables, v, "var")) &&
			is_cell(a->variables, v, "measure", FORM_MEASURE) && is_valid(a, a->variables, v))
			return (long)v;
	return -1;
}

/* ---- what may be answered ---- */

static bool is_first_title(const struct form_asked *a, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (is_valid(a, a->codes, i) &&
			is_cell(a->codes, i, "list", table_get(a->codes, row, "list")) &&
			is_cell(a->codes, i, "title_vi", table_get(a->codes, row, "title_vi")))
			return false;
	return true;
}

int form_choices_add(const struct form_asked *a, size_t variable, struct buf *out, struct err *e)
{
	const char *list = table_get(a->variables, variable, "codes"), *between = "";

	if (is_cell(a->variables, variable, "kind", "bool"))
		return FORM_SAY(&a->texts, out, e, "answer.yes") < 0 || buf_add_str(out, " / ", e) < 0 ||
				       FORM_SAY(&a->texts, out, e, "answer.no") < 0
			       ? -1
			       : 0;
	for (size_t i = 0; *list && i < a->codes->nrows; i++) {
		if (!is_cell(a->codes, i, "list", list) || !is_valid(a, a->codes, i) || !is_first_title(a, i))
			continue;
		if (buf_add_str(out, between, e) < 0 ||
			buf_add_str(out, table_get(a->codes, i, "title_vi"), e) < 0)
			return -1;
		between = " / ";
	}
	return 0;
}
