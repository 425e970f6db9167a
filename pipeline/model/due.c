#include "model/due.h"

#include <stdio.h>
#include <string.h>

void due_find(const struct table *t, size_t i, const char *ends_on, char out[DUE_SIZE])
{
	due_day(table_get(t, i, "due"), strcmp(table_get(t, i, "repeat"), "year") == 0, ends_on, out);
}

void due_day(const char *due, bool is_yearly, const char *ends_on, char out[DUE_SIZE])
{
	snprintf(out, DUE_SIZE, "%s", due);
	if (*due && is_yearly && strncmp(ends_on, due, 4) > 0)
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

enum due_state due_state_of(const char *due, const char *today)
{
	int d = strcmp(due, today);

	if (!*due)
		return DUE_UNDATED;
	return d > 0 ? DUE_AHEAD : d == 0 ? DUE_TODAY : DUE_PAST;
}

const char *due_state(const char *due, const char *today)
{
	static const char *const words[] = {"undated", "ahead", "today", "past"};

	return words[due_state_of(due, today)];
}
