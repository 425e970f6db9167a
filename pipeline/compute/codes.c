#include "compute/codes.h"

#include <string.h>
#include "core/text.h"

static bool is_same(struct slice key, const char *text)
{
	struct buf own = {0};
	bool is = text_fold(text, strlen(text), &own, NULL) == 0 && slice_same(buf_slice(&own), key);

	buf_release(&own);
	return is;
}

static bool is_of(const struct table *t, size_t i, const char *list, const char *date)
{
	return strcmp(table_get(t, i, "list"), list) == 0 && table_is_valid(t, i, date);
}

static long row_of(const struct codes *c, const char *list, const char *code)
{
	for (size_t i = 0; i < c->codes->nrows; i++)
		if (is_of(c->codes, i, list, c->date) && strcmp(table_get(c->codes, i, "code"), code) == 0)
			return (long)i;
	return -1;
}

static long find_key(const struct codes *c, const char *list, struct slice key)
{
	for (size_t i = 0; i < c->codes->nrows; i++)
		if (is_of(c->codes, i, list, c->date) &&
			(is_same(key, table_get(c->codes, i, "code")) ||
				is_same(key, table_get(c->codes, i, "title_vi"))))
			return (long)i;
	for (size_t i = 0; i < c->aliases->nrows; i++)
		if (is_of(c->aliases, i, list, c->date) && is_same(key, table_get(c->aliases, i, "alias")))
			return row_of(c, list, table_get(c->aliases, i, "code"));
	return -1;
}

long codes_find(const struct codes *c, const char *list, struct slice text)
{
	struct buf key = {0};
	long found =
		text_fold(text.text, text.len, &key, NULL) == 0 ? find_key(c, list, buf_slice(&key)) : -1;

	buf_release(&key);
	return found;
}
