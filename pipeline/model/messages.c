#include "model/messages.h"

#include <string.h>

int message_texts(
	const struct table *messages, const char *id, const char **vi, const char **en, struct err *e)
{
	long row = table_find(messages, "message", id, NULL);

	if (row < 0)
		return err_set(e, ERR_CATALOG, "found no message %s, expected a row of messages", id);
	*vi = table_get(messages, (size_t)row, "text_vi");
	*en = table_get(messages, (size_t)row, "text_en");
	return 0;
}

static const char *find_value(const char *const *values, const char *name, size_t len)
{
	for (; values && values[0]; values += 2)
		if (strlen(values[0]) == len && memcmp(values[0], name, len) == 0)
			return values[1];
	return NULL;
}

int message_add(struct buf *out, const struct table *messages, const char *id, const char *const *values,
	struct err *e)
{
	const char *at, *en;

	if (message_texts(messages, id, &at, &en, e) < 0)
		return -1;
	while (*at != '\0') {
		size_t plain = strcspn(at, "{"), len;
		const char *value;

		if (buf_add(out, at, plain, e) < 0)
			return -1;
		at += plain;
		if (*at == '\0')
			break;
		len = strcspn(at, "}");
		value = find_value(values, at + 1, len - 1);
		if (at[len] == '\0' || !value)
			return err_set(e, ERR_CATALOG,
				"found place %.*s in message %s, expected one that the program fills",
				(int)len + 1, at, id);
		if (buf_add_str(out, value, e) < 0)
			return -1;
		at += len + 1;
	}
	return 0;
}
