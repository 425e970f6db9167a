#include "model/code_rows.h"

#include <string.h>
#include "core/text.h"

static const struct row_column code_columns[] = {
	{"list", ROW_TEXT, offsetof(struct code, list), NULL},
	{"code", ROW_TEXT, offsetof(struct code, code), NULL},
	{"title_vi", ROW_TEXT, offsetof(struct code, title_vi), NULL},
	{"meaning", ROW_TEXT, offsetof(struct code, meaning), NULL},
};
const struct row_shape code_shape = {"codes", sizeof(struct code), code_columns,
	sizeof(code_columns) / sizeof(*code_columns), {offsetof(struct code, list)}};

static const struct row_column code_alias_columns[] = {
	{"list", ROW_TEXT, offsetof(struct code_alias, list), NULL},
	{"alias", ROW_TEXT, offsetof(struct code_alias, alias), NULL},
	{"code", ROW_TEXT, offsetof(struct code_alias, code), NULL},
};
const struct row_shape code_alias_shape = {"code_aliases", sizeof(struct code_alias), code_alias_columns,
	sizeof(code_alias_columns) / sizeof(*code_alias_columns), {offsetof(struct code_alias, list)}};

int code_lists_open(struct code_lists *t, struct catalog *c, struct err *e)
{
	t->codes = rows_get(c, &code_shape, e);
	t->aliases = rows_get(c, &code_alias_shape, e);
	return t->codes && t->aliases ? 0 : -1;
}

static bool is_same_key(struct slice key, const char *text)
{
	struct buf own = {0};
	bool is = text_fold(text, strlen(text), &own, NULL) == 0 && slice_same(buf_slice(&own), key);

	buf_release(&own);
	return is;
}

const struct code *code_get(const struct code_lists *t, const char *list, const char *code, const char *date)
{
	const struct code *const *first;
	size_t n = rows_find(t->codes, 0, list, (const void *const **)&first);

	for (size_t i = 0; i < n; i++)
		if (row_is_valid(first[i], date) && strcmp(first[i]->code, code) == 0)
			return first[i];
	return NULL;
}

static const struct code *find_folded(
	const struct code_lists *t, const char *list, struct slice key, const char *date)
{
	const struct code *const *codes;
	const struct code_alias *const *aliases;
	size_t n = rows_find(t->codes, 0, list, (const void *const **)&codes);

	for (size_t i = 0; i < n; i++)
		if (row_is_valid(codes[i], date) &&
			(is_same_key(key, codes[i]->code) || is_same_key(key, codes[i]->title_vi)))
			return codes[i];
	n = rows_find(t->aliases, 0, list, (const void *const **)&aliases);
	for (size_t i = 0; i < n; i++)
		if (row_is_valid(aliases[i], date) && is_same_key(key, aliases[i]->alias))
			return code_get(t, list, aliases[i]->code, date);
	return NULL;
}

const struct code *code_find(
	const struct code_lists *t, const char *list, struct slice text, const char *date)
{
	struct buf key = {0};
	const struct code *found = text_fold(text.text, text.len, &key, NULL) == 0
					   ? find_folded(t, list, buf_slice(&key), date)
					   : NULL;

	buf_release(&key);
	return found;
}
