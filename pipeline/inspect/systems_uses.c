#include "inspect/systems_parts.h"

#include <stdlib.h>
#include <string.h>

bool systems_has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (size_t n; len && *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n == len && strncmp(words, word, n) == 0)
			return true;
	}
	return false;
}

static struct feed_uses *need_feed(struct uses *u, const char *feed, struct err *e)
{
	for (size_t i = 0; i < u->n; i++)
		if (strcmp(u->list[i].feed, feed) == 0)
			return &u->list[i];
	if (u->n == u->cap) {
		size_t cap = u->cap ? 2 * u->cap : 32;
		struct feed_uses *list = reallocarray(u->list, cap, sizeof(*list));

		if (!list) {
			err_set(e, ERR_NOMEM, "out of memory for the register");
			return NULL;
		}
		u->list = list;
		u->cap = cap;
	}
	u->list[u->n] = (struct feed_uses){.feed = feed};
	return &u->list[u->n++];
}

/* Whether one of the rows, which commas and blanks part, is this one. */
static bool has_row(const struct buf *rows, const char *indicator, size_t n)
{
	for (const char *at = rows->len ? rows->data : ""; *at;) {
		size_t len = strcspn(at, ",");

		if (len == n && strncmp(at, indicator, n) == 0)
			return true;
		at += len + strspn(at + len, ", ");
	}
	return false;
}

static int add_row(struct buf *rows, const char *indicator, size_t n, struct err *e)
{
	return has_row(rows, indicator, n)
		       ? 0
		       : buf_addf(rows, e, "%s%.*s", rows->len ? ", " : "", (int)n, indicator);
}

struct asking {
	struct uses *u;
	const char *indicator;
};

static int take_way(void *arg, const struct way *way, struct err *e)
{
	struct asking *a = arg;
	struct feed_uses *f = need_feed(a->u, way->feed, e);

	return f ? add_row(&f->rows, a->indicator, strlen(a->indicator), e) : -1;
}

/* Whether an earlier row of the table names the indicator. */
static bool is_seen(const struct table *t, size_t i)
{
	return (size_t)table_find(t, "indicator", table_get(t, i, "indicator"), NULL) < i;
}

static const char *cell(const struct table *t, const char *key, const char *value, const char *column)
{
	long row = table_find(t, key, value, NULL);

	return row < 0 ? "" : table_get(t, (size_t)row, column);
}

/* What figures divide by comes of a measure where nobody sent it. */
static int read_denominators(struct uses *u, struct catalog *c, const struct table *rows, struct err *e)
{
	const struct table *t = catalog_get(c, "denominator_uses", e),
			   *all = t ? catalog_get(c, "denominators", e) : NULL,
			   *measures = all ? catalog_get(c, "measures", e) : NULL;

	for (size_t i = 0; measures && i < t->nrows; i++) {
		const char *measure = cell(all, "denominator", table_get(t, i, "denominator"), "measure");
		struct way way = {.feed = cell(measures, "measure", measure, "feed")};
		struct asking a = {u, table_get(t, i, "indicator")};

		if (*measure && *way.feed && table_find(rows, "indicator", a.indicator, NULL) >= 0 &&
			take_way(&a, &way, e))
			return -1;
	}
	return measures ? 0 : -1;
}

int uses_read(struct uses *u, struct catalog *c, struct err *e)
{
	const struct table *rows = catalog_get(c, "set_rows", e);
	struct ways w;

	*u = (struct uses){0};
	if (!rows || ways_open(&w, c, e))
		return -1;
	for (size_t i = 0; i < rows->nrows; i++) {
		struct asking a = {u, table_get(rows, i, "indicator")};

		if (!is_seen(rows, i) && ways_each(&w, a.indicator, take_way, &a, e))
			return -1;
	}
	return read_denominators(u, c, rows, e);
}

void uses_release(struct uses *u)
{
	for (size_t i = 0; i < u->n; i++)
		buf_release(&u->list[i].rows);
	free(u->list);
}

int uses_add(const struct uses *u, const char *feeds, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < u->n; i++) {
		const struct buf *rows = &u->list[i].rows;

		if (!systems_has_word(feeds, u->list[i].feed))
			continue;
		for (const char *at = rows->len ? rows->data : ""; *at;) {
			size_t len = strcspn(at, ",");

			if (add_row(out, at, len, e))
				return -1;
			at += len + strspn(at + len, ", ");
		}
	}
	return 0;
}
