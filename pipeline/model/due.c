#include "model/due.h"

#include <stdio.h>
#include <string.h>

void due_find(const struct table *t, size_t i, const char *ends_on, char out[DUE_SIZE])
{
	const char *due = table_get(t, i, "due");

	snprintf(out, DUE_SIZE, "%s", due);
	if (*due && strcmp(table_get(t, i, "repeat"), "year") == 0 && strncmp(ends_on, due, 4) > 0)
		memcpy(out, ends_on, 4);
}

const char *due_set_end(const struct table *sets, const char *set)
{
	const char *last = "";

	for (size_t i = 0; i < sets->nrows; i++) {
		const char *to = table_get(sets, i, "valid_to");

		if (strcmp(table_get(sets, i, "set"), set) != 0)
			continue;
		if (!*to)
			return "";
		last = strcmp(to, last) > 0 ? to : last;
	}
	return last;
}

const char *due_state(const char *due, const char *today)
{
	int d = strcmp(due, today);

	if (!*due)
		return "undated";
	return d > 0 ? "ahead" : d == 0 ? "today" : "past";
}
