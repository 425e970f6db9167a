#include "model/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool row_word_find(const struct row_word *words, const char *text, unsigned *value)
{
	for (; words->word; words++)
		if (strcmp(words->word, text) == 0) {
			*value = words->value;
			return true;
		}
	return false;
}

const char *row_word_of(const struct row_word *words, unsigned value)
{
	for (; words->word; words++)
		if (words->value == value)
			return words->word;
	return "";
}

static int fail_word(const struct row *row, const struct row_column *column, const char *text, struct err *e)
{
	char found[200], expected[300] = "";
	size_t n = 0;

	for (const struct row_word *w = column->words; w->word && n < sizeof(expected); w++)
		n += (size_t)snprintf(expected + n, sizeof(expected) - n, "%s%s", n ? ", " : "",
			*w->word ? w->word : "nothing");
	return err_at(e, ERR_CATALOG, row->file, row->line, "column %s: found %s, expected one of %s",
		column->name, err_quote_cell(found, text, strlen(text)), expected);
}

/* Several words, separated by blanks. */
static int read_words(
	unsigned *to, const struct row *row, const struct row_column *column, const char *text, struct err *e)
{
	char word[64];
	unsigned one = 0;

	for (size_t n; *text; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		snprintf(word, sizeof(word), "%.*s", (int)n, text);
		if (n && !row_word_find(column->words, word, &one))
			return fail_word(row, column, word, e);
		*to |= n ? one : 0;
	}
	return 0;
}

static int read_cell(
	char *to, const struct row *row, const struct row_column *column, const char *text, struct err *e)
{
	unsigned word = 0;
	long number;

	switch (column->cell) {
	case ROW_TEXT:
		memcpy(to + column->at, &text, sizeof(text));
		return 0;
	case ROW_NUMBER:
		number = strtol(text, NULL, 10);
		memcpy(to + column->at, &number, sizeof(number));
		return 0;
	case ROW_WORDS:
		if (read_words(&word, row, column, text, e))
			return -1;
		break;
	case ROW_WORD:
		if (!row_word_find(column->words, text, &word))
			return fail_word(row, column, text, e);
	}
	memcpy(to + column->at, &word, sizeof(word));
	return 0;
}

/* A column that the table does not have reads as "". */
static int read_list(struct rows *t, const struct table *table, struct err *e)
{
	for (size_t i = 0; i < table->nrows; i++) {
		const struct row *row = &table->rows[i];
		char *to = (char *)t->list + i * t->shape->size_bytes;

		*(struct row_head *)(void *)to =
			(struct row_head){row, table->from ? row->cells[table->from - 1] : "",
				table->to ? row->cells[table->to - 1] : ""};
		for (size_t k = 0; k < t->shape->ncolumns; k++)
			if (read_cell(to, row, &t->shape->columns[k],
				    table_get(table, i, t->shape->columns[k].name), e))
				return -1;
	}
	return 0;
}

static const char *key_of(const void *row, size_t at)
{
	return *(const char *const *)(const void *)((const char *)row + at);
}

/* By the text, then as they stand in the table. */
static int compare_keys(const void *a, const void *b, void *at)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	int d = strcmp(key_of(x, *(const size_t *)at), key_of(y, *(const size_t *)at));

	return d ? d : (x > y) - (x < y);
}

static int make_index(struct rows *t, size_t index, struct err *e)
{
	size_t at = t->shape->keys[index];

	if (!at)
		return 0;
	t->by[index] = calloc(t->n + 1, sizeof(*t->by[index]));
	if (!t->by[index])
		return err_set(e, ERR_NOMEM, "out of memory for the rows of %s", t->shape->table);
	for (size_t i = 0; i < t->n; i++)
		t->by[index][i] = (const char *)t->list + i * t->shape->size_bytes;
	qsort_r(t->by[index], t->n, sizeof(*t->by[index]), compare_keys, &at);
	return 0;
}

static void free_rows(void *rows)
{
	struct rows *t = rows;

	for (size_t i = 0; t && i < ROWS_INDEXES; i++)
		free(t->by[i]);
	if (t)
		free(t->list);
	free(t);
}

static struct rows *read_rows(struct catalog *c, const struct row_shape *shape, struct err *e)
{
	const struct table *table = catalog_get(c, shape->table, e);
	struct rows *t = table ? calloc(1, sizeof(*t)) : NULL;

	if (!t)
		return table ? err_set(e, ERR_NOMEM, "out of memory for %s", shape->table), NULL : NULL;
	t->shape = shape;
	t->n = table->nrows;
	t->list = calloc(t->n + 1, shape->size_bytes);
	if (!t->list)
		err_set(e, ERR_NOMEM, "out of memory for %zu rows of %s", t->n, shape->table);
	else if (read_list(t, table, e) == 0 && make_index(t, 0, e) == 0 && make_index(t, 1, e) == 0)
		return t;
	free_rows(t);
	return NULL;
}

const struct rows *rows_get(struct catalog *c, const struct row_shape *shape, struct err *e)
{
	struct rows *t = catalog_kept(c, shape);

	if (t)
		return t;
	t = read_rows(c, shape, e);
	if (t && catalog_keep(c, shape, t, free_rows, e)) {
		free_rows(t);
		return NULL;
	}
	return t;
}

bool row_is_valid(const void *row, const char *date)
{
	const struct row_head *h = row;

	if (!date)
		return true;
	return (!*h->valid_from || strncmp(h->valid_from, date, 10) <= 0) &&
	       (!*h->valid_to || strncmp(date, h->valid_to, 10) <= 0);
}

size_t rows_find(const struct rows *t, size_t index, const char *key, const void *const **first)
{
	size_t at = t->shape->keys[index], lo = 0, hi = t->n, n = 0;
	const void *const *by = t->by[index];

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(key_of(by[mid], at), key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo + n < t->n && strcmp(key_of(by[lo + n], at), key) == 0)
		n++;
	*first = by + lo;
	return n;
}

const void *rows_first(const struct rows *t, size_t index, const char *key, const char *date)
{
	const void *const *first;
	size_t n = rows_find(t, index, key, &first);

	for (size_t i = 0; i < n; i++)
		if (row_is_valid(first[i], date))
			return first[i];
	return NULL;
}
