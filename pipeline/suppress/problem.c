#include "suppress/problem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "core/csv.h"

#define CELL_VALUE_MOST 1000000000000000 /* 10^15: sums of a million of them fit an int64 */

/* ---- one table of the two ---- */

struct reading {
	struct problem *s;
	const char *name;
	const char *const *header;
	size_t ncols;
	bool has_header;
	char last[41]; /* the relation of the row before */
};

static const char *const cell_columns[] = {"cell", "value", "protect", "cost", "shown"};
static const char *const relation_columns[] = {"relation", "is", "cell", "coefficient"};

static struct slice text_of(const struct csv_row *row, size_t i)
{
	const struct cell *c = &row->cells[i];

	return c->state == CELL_TEXT ? (struct slice){c->text, c->len} : (struct slice){"", 0};
}

static int refuse(
	const struct reading *r, const struct csv_row *row, size_t col, const char *expected, struct err *e)
{
	char found[200];
	struct slice t = text_of(row, col);

	return err_at(e, ERR_FILE, r->name, row->line, "%s: found %s, expected %s", r->header[col],
		err_quote_cell(found, t.text, t.len), expected);
}

static int read_whole(const struct reading *r, const struct csv_row *row, size_t col, int64_t least,
	int64_t most, int64_t *out, struct err *e)
{
	struct slice t = text_of(row, col);
	char digits[24], *end;

	if (t.len == 0 || t.len >= sizeof digits || !memchr("-0123456789", t.text[0], 11))
		return refuse(r, row, col, "a whole number", e);
	memcpy(digits, t.text, t.len);
	digits[t.len] = '\0';
	*out = strtoll(digits, &end, 10);
	if (*end || *out < least || *out > most)
		return refuse(r, row, col, "a whole number within its bounds", e);
	return 0;
}

static int check_header(struct reading *r, const struct csv_row *row, struct err *e)
{
	for (size_t i = 0; i < r->ncols || i < row->n; i++)
		if (i >= row->n || i >= r->ncols || !slice_equals(text_of(row, i), r->header[i]))
			return err_at(e, ERR_FILE, r->name, row->line,
				"found another header, expected %s,%s,…", r->header[0], r->header[1]);
	r->has_header = true;
	return 0;
}

static int check_width(const struct reading *r, const struct csv_row *row, struct err *e)
{
	if (row->n != r->ncols)
		return err_at(
			e, ERR_FILE, r->name, row->line, "found %zu cells, expected %zu", row->n, r->ncols);
	return 0;
}

/* Room for one more. */
static int grow(void **list, size_t n, size_t *cap, size_t size, struct err *e)
{
	size_t more = *cap ? *cap * 2 : 1024;
	void *at;

	if (n < *cap)
		return 0;
	at = reallocarray(*list, more, size);
	if (!at)
		return err_set(e, ERR_NOMEM, "out of memory");
	*list = at;
	*cap = more;
	return 0;
}

static int cell_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct reading *r = arg;
	struct problem *s = r->s;
	int64_t number, cost, is_shown;
	struct hidden_cell c = {0};

	if (!r->has_header)
		return check_header(r, row, e);
	if (check_width(r, row, e) || read_whole(r, row, 0, 1, INT32_MAX, &number, e))
		return -1;
	if ((size_t)number != s->ncells + 1)
		return refuse(r, row, 0, "numbers from 1 in their order", e);
	if (read_whole(r, row, 1, 0, CELL_VALUE_MOST, &c.value, e) ||
		read_whole(r, row, 2, 0, CELL_VALUE_MOST, &c.protect, e) ||
		read_whole(r, row, 3, 1, 1000000, &cost, e) || read_whole(r, row, 4, 0, 1, &is_shown, e) ||
		grow((void **)&s->cells, s->ncells, &s->cells_cap, sizeof c, e))
		return -1;
	c.cost = (int)cost;
	c.is_shown = is_shown;
	if (c.protect > 0 && (c.value == 0 || !c.is_shown))
		return refuse(r, row, 2, "0 of a value of 0 and of one that is not shown", e);
	s->cells[s->ncells++] = c;
	return 0;
}

static int begin_relation(struct reading *r, const struct csv_row *row, struct err *e)
{
	struct problem *s = r->s;
	struct slice name = text_of(row, 0), is = text_of(row, 1);

	if (name.len == 0 || name.len >= sizeof r->last)
		return refuse(r, row, 0, "a name of 1 to 40 bytes", e);
	if (!slice_equals(is, "=") && !slice_equals(is, "<="))
		return refuse(r, row, 1, "= or <=", e);
	if (s->nrelations == 0 || !slice_equals(name, r->last)) {
		if (grow((void **)&s->relations, s->nrelations, &s->relations_cap, sizeof *s->relations, e))
			return -1;
		s->relations[s->nrelations++] =
			(struct relation){.is_within = is.len == 2, .from = s->nterms, .to = s->nterms};
		memcpy(r->last, name.text, name.len);
		r->last[name.len] = '\0';
	} else if (s->relations[s->nrelations - 1].is_within != (is.len == 2)) {
		return refuse(r, row, 1, "what the rows of the relation before have", e);
	}
	return 0;
}

static int relation_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct reading *r = arg;
	struct problem *s = r->s;
	int64_t cell, coefficient;

	if (!r->has_header)
		return check_header(r, row, e);
	if (check_width(r, row, e) || begin_relation(r, row, e) ||
		read_whole(r, row, 2, 1, (int64_t)s->ncells, &cell, e) ||
		read_whole(r, row, 3, -1000, 1000, &coefficient, e) ||
		grow((void **)&s->terms, s->nterms, &s->terms_cap, sizeof *s->terms, e))
		return -1;
	s->terms[s->nterms++] = (struct term){.cell = (size_t)cell - 1, .coefficient = coefficient};
	s->relations[s->nrelations - 1].to = s->nterms;
	return 0;
}

/* ---- what hangs together ---- */

static int check_sums(struct problem *s, const char *name, struct err *e)
{
	for (size_t i = 0; i < s->nrelations; i++) {
		struct relation *r = &s->relations[i];
		int64_t sum = 0;

		for (size_t t = r->from; t < r->to; t++)
			if (__builtin_add_overflow(
				    sum, s->terms[t].coefficient * s->cells[s->terms[t].cell].value, &sum))
				return err_set(e, ERR_FILE, "%s: relation %zu: found a sum beyond 64 bits",
					name, i + 1);
		if (r->is_within ? sum > 0 : sum != 0)
			return err_set(e, ERR_FILE, "%s: relation %zu: found a sum of %lld, expected %s 0",
				name, i + 1, (long long)sum, r->is_within ? "at most" : "exactly");
		r->slack = -sum;
	}
	return 0;
}

static int index_cells(struct problem *s, const char *name, struct err *e)
{
	size_t at = 0;

	s->of = calloc(s->nterms + 1, sizeof *s->of);
	if (!s->of)
		return err_set(e, ERR_NOMEM, "out of memory");
	for (size_t t = 0; t < s->nterms; t++)
		s->cells[s->terms[t].cell].to++;
	for (size_t i = 0; i < s->ncells; i++) {
		s->cells[i].from = at;
		at += s->cells[i].to;
		s->cells[i].to = s->cells[i].from;
	}
	for (size_t i = 0; i < s->nrelations; i++)
		for (size_t t = s->relations[i].from; t < s->relations[i].to; t++)
			s->of[s->cells[s->terms[t].cell].to++] = i;
	for (size_t i = 0; i < s->ncells; i++)
		for (size_t k = s->cells[i].from + 1; k < s->cells[i].to; k++)
			if (s->of[k] == s->of[k - 1])
				return err_set(e, ERR_FILE,
					"%s: relation %zu: found cell %zu twice, expected it once", name,
					s->of[k] + 1, i + 1);
	return 0;
}

int problem_read(struct problem *p, FILE *cells, const char *cells_name, FILE *relations,
	const char *relations_name, struct err *e)
{
	struct reading r = {.s = p, .name = cells_name, .header = cell_columns, .ncols = 5};

	if (csv_read(cells, cells_name, cell_row, &r, e))
		return -1;
	if (!r.has_header)
		return err_set(e, ERR_FILE, "%s: found nothing, expected a header", cells_name);
	r = (struct reading){.s = p, .name = relations_name, .header = relation_columns, .ncols = 4};
	if (csv_read(relations, relations_name, relation_row, &r, e))
		return -1;
	if (!r.has_header)
		return err_set(e, ERR_FILE, "%s: found nothing, expected a header", relations_name);
	return check_sums(p, relations_name, e) || index_cells(p, relations_name, e) ? -1 : 0;
}

void problem_release(struct problem *p)
{
	free(p->cells);
	free(p->relations);
	free(p->terms);
	free(p->of);
	*p = (struct problem){0};
}
