#include "inspect/definition_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long parts_table(const struct parts *p, const char *name)
{
	for (size_t i = 0; i < p->ntables; i++)
		if (strcmp(p->tables[i].t->name, name) == 0)
			return (long)i;
	return -1;
}

static int take_table(struct parts *p, struct catalog *c, const char *name, size_t *at, struct err *e)
{
	long known = parts_table(p, name);
	struct part_table *tables, *t;

	*at = known < 0 ? p->ntables : (size_t)known;
	if (known >= 0)
		return 0;
	tables = reallocarray(p->tables, p->ntables + 1, sizeof(*tables));
	if (!tables)
		return err_set(e, ERR_NOMEM, "out of memory for definitions");
	p->tables = tables;
	t = &tables[p->ntables];
	*t = (struct part_table){.t = catalog_get(c, name, e)};
	if (!t->t)
		return -1;
	t->seen = arena_alloc(&p->arena, (t->t->nrows + 1) * sizeof(*t->seen), e);
	t->digests = arena_alloc(&p->arena, (t->t->nrows + 1) * sizeof(*t->digests), e);
	t->is_hashed = arena_alloc(&p->arena, (t->t->nrows + 1) * sizeof(*t->is_hashed), e);
	p->ntables++;
	return t->seen && t->digests && t->is_hashed ? 0 : -1;
}

/* The words of a cell; at most max of them. */
static int split_words(
	struct parts *p, const char *text, const char *out[], size_t max, size_t *n, struct err *e)
{
	for (*n = 0; *text; text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		if (*n == max)
			return err_set(e, ERR_CATALOG, "found more than %zu columns", max);
		out[*n] = arena_copy(&p->arena, text, len, e);
		if (!out[(*n)++])
			return -1;
		text += len;
	}
	return 0;
}

/* An absent table is empty and has no columns: a small catalogue of a test has few. */
static int check_columns(const struct part *q, size_t nto, const struct parts *p, struct err *e)
{
	const struct table *from = p->tables[q->from].t, *to = p->tables[q->to].t;

	for (size_t k = 0; k < q->n; k++)
		if (!q->is_formula && from->ncols && table_find_col(from, q->columns[k]) < 0)
			return err_set(e, ERR_CATALOG, "column column: \"%s\" found, expected one of %s",
				q->columns[k], from->name);
	for (size_t k = 0; k < nto; k++)
		if (to->ncols && table_find_col(to, q->to_columns[k]) < 0)
			return err_set(e, ERR_CATALOG, "column part_column: \"%s\" found, expected one of %s",
				q->to_columns[k], to->name);
	return 0;
}

/* Conditions as holds() reads them: COLUMN=VALUE, COLUMN!=VALUE, COLUMN<=ends_on. */
static bool is_condition(const char *text, size_t len, const struct table *t)
{
	size_t n = strcspn(text, "!<= ");
	const char *sign = text + n;
	char column[64];

	if (n == 0 || n >= len || n >= sizeof(column) || (*sign != '=' && sign[1] != '='))
		return false;
	snprintf(column, sizeof(column), "%.*s", (int)n, text);
	if (t->ncols && table_find_col(t, column) < 0)
		return false;
	return *sign != '<' || (len == n + 9 && strncmp(sign, "<=ends_on", 9) == 0);
}

static int check_conditions(const char *text, const char *column, const struct table *t, struct err *e)
{
	for (; *text; text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		if (!is_condition(text, len, t))
			return err_set(e, ERR_CATALOG,
				"column %s: found \"%.*s\", expected COLUMN=VALUE, COLUMN!=VALUE or "
				"COLUMN<=ends_on of %s",
				column, (int)len, text, t->name);
		text += len;
	}
	return 0;
}

static int read_part(struct part *q, struct parts *p, const struct table *t, size_t row, struct err *e)
{
	size_t n = 0;

	q->when = table_get(t, row, "when");
	q->only = table_get(t, row, "only");
	if (split_words(p, table_get(t, row, "column"), q->columns, PART_COLUMNS, &q->n, e) ||
		split_words(p, table_get(t, row, "part_column"), q->to_columns, PART_COLUMNS, &n, e))
		return -1;
	q->is_formula = q->n == 1 && strcmp(q->columns[0], "$") == 0;
	for (size_t k = 0; k < n; k++) {
		q->is_any[k] = *q->to_columns[k] == '*';
		q->to_columns[k] += q->is_any[k];
	}
	if (check_columns(q, n, p, e))
		return -1;
	if (n != q->n)
		return err_set(e, ERR_CATALOG,
			"column part_column: found \"%s\", expected %zu columns as in column",
			table_get(t, row, "part_column"), q->n);
	return check_conditions(q->when, "when", p->tables[q->from].t, e) ||
			       check_conditions(q->only, "only", p->tables[q->to].t, e)
		       ? -1
		       : 0;
}

struct sorting {
	const struct table *t;
	const char *column;
};

static int by_cell(const void *a, const void *b, void *arg)
{
	const struct sorting *s = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int d = strcmp(table_get(s->t, x, s->column), table_get(s->t, y, s->column));

	return d ? d : (x > y) - (x < y);
}

static int part_index(struct part *q, struct parts *p, struct err *e)
{
	const struct table *t = p->tables[q->to].t;
	struct sorting s = {t, q->to_columns[0]};

	if (q->n == 0 || q->is_any[0])
		return 0;
	q->order = arena_alloc(&p->arena, (t->nrows + 1) * sizeof(*q->order), e);
	for (size_t i = 0; q->order && i < t->nrows; i++)
		q->order[i] = i;
	if (q->order)
		qsort_r(q->order, t->nrows, sizeof(*q->order), by_cell, &s);
	return q->order ? 0 : -1;
}

int parts_load(struct parts *p, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "definition_parts", e);
	int rc = t ? 0 : -1;

	*p = (struct parts){0};
	if (t && !(p->list = calloc(t->nrows + 1, sizeof(*p->list))))
		return err_set(e, ERR_NOMEM, "out of memory for definitions");
	for (size_t i = 0; rc == 0 && i < t->nrows; i++) {
		struct part *q = &p->list[p->n++];
		struct err inner = {0};

		rc = take_table(p, c, table_get(t, i, "table"), &q->from, e) ||
				     take_table(p, c, table_get(t, i, "part"), &q->to, e)
			     ? -1
			     : 0;
		if (rc == 0 && (read_part(q, p, t, i, &inner) || part_index(q, p, &inner)))
			rc = err_at(e, inner.kind, t->rows[i].file, t->rows[i].line, "%s", inner.text);
	}
	return rc;
}

void parts_release(struct parts *p)
{
	free(p->tables);
	free(p->list);
	arena_release(&p->arena);
	*p = (struct parts){0};
}

int lint_parts(struct lint *l, struct err *e)
{
	struct err bad = {0};
	struct parts p;
	int rc = 0;

	if (parts_load(&p, l->catalog, &bad))
		rc = bad.kind == ERR_CATALOG ? lint_add(l, bad.file, bad.line, e, "%s", bad.text)
					     : err_set(e, bad.kind, "%s", bad.text);
	parts_release(&p);
	return rc;
}

/* One condition: COLUMN=VALUE, COLUMN!=VALUE, or COLUMN<=ends_on, the period's last day. */
static bool holds(const struct table *t, size_t row, const char *text, size_t len, const struct period *p)
{
	size_t n = strcspn(text, "!<=");
	char column[64];
	const char *cell, *value = text + n + (text[n] != '=') + 1;
	size_t rest = len - (size_t)(value - text);

	snprintf(column, sizeof(column), "%.*s", (int)n, text);
	cell = table_get(t, row, column);
	if (text[n] == '<')
		return strcmp(cell, p->ends_on) <= 0;
	return (strlen(cell) == rest && strncmp(cell, value, rest) == 0) == (text[n] == '=');
}

static bool hold_all(const struct table *t, size_t row, const char *conditions, const struct period *p)
{
	for (const char *text = conditions; *text; text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		if (!holds(t, row, text, len, p))
			return false;
		text += len;
	}
	return true;
}

struct bringing {
	const struct parts *p;
	const struct part *q;
	const struct period *period;
	part_fn *fn;
	void *arg;
};

static int bring_row(const struct bringing *b, size_t row, const char *const *cells, struct err *e)
{
	const struct table *to = b->p->tables[b->q->to].t;

	for (size_t k = 0; k < b->q->n; k++) {
		const char *cell = table_get(to, row, b->q->to_columns[k]);

		if (strcmp(cell, cells[k]) != 0 && !(b->q->is_any[k] && !*cell))
			return 0;
	}
	return hold_all(to, row, b->q->only, b->period) ? b->fn(b->arg, b->q->to, row, e) : 0;
}

/* The first row in the order whose first column is not less. */
static size_t lower_bound(const struct bringing *b, const char *value)
{
	const struct table *to = b->p->tables[b->q->to].t;
	size_t low = 0, high = to->nrows;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(table_get(to, b->q->order[middle], b->q->to_columns[0]), value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int bring_cells(const struct bringing *b, const char *const *cells, struct err *e)
{
	const struct table *to = b->p->tables[b->q->to].t;

	if (!b->q->order) {
		for (size_t i = 0; i < to->nrows; i++)
			if (bring_row(b, i, cells, e))
				return -1;
		return 0;
	}
	for (size_t i = lower_bound(b, cells[0]); *cells[0] && i < to->nrows; i++) {
		if (strcmp(table_get(to, b->q->order[i], b->q->to_columns[0]), cells[0]) != 0)
			break;
		if (bring_row(b, b->q->order[i], cells, e))
			return -1;
	}
	return 0;
}

/* Every $name of the text, and lookup.NAME of every lookup('NAME'. */
static int bring_settings(const struct bringing *b, const char *text, struct err *e)
{
	char name[80];
	const char *cells[PART_COLUMNS] = {name};

	for (; *text; text++) {
		bool is_lookup = strncmp(text, "lookup('", 8) == 0;
		const char *from = is_lookup ? text + 8 : text + 1;
		size_t n = 0;

		if (!is_lookup && *text != '$')
			continue;
		while (isalnum((unsigned char)from[n]) || from[n] == '_' || (is_lookup && from[n] == '-'))
			n++;
		snprintf(name, sizeof(name), "%s%.*s", is_lookup ? "lookup." : "", (int)n, from);
		if (bring_cells(b, cells, e))
			return -1;
	}
	return 0;
}

int part_each(const struct parts *p, const struct part *part, size_t row, const struct period *period,
	part_fn *fn, void *arg, struct err *e)
{
	const struct bringing b = {p, part, period, fn, arg};
	const struct table *from = p->tables[part->from].t;
	const char *cells[PART_COLUMNS] = {"", ""};

	if (!hold_all(from, row, part->when, period))
		return 0;
	if (part->is_formula) {
		for (size_t k = 0; k < from->ncols; k++)
			if (bring_settings(&b, from->rows[row].cells[k], e))
				return -1;
		return 0;
	}
	for (size_t k = 0; k < part->n; k++)
		cells[k] = table_get(from, row, part->columns[k]);
	return bring_cells(&b, cells, e);
}
