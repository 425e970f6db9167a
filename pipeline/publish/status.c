#include "publish/status.h"

#include <string.h>

bool status_is_column(const char *column)
{
	size_t n = strlen(column);

	return strcmp(column, "status") == 0 || (n > 7 && strcmp(column + n - 7, "_status") == 0);
}

long status_find(
	const struct table *words, const char *status, const char *day, const char *column, struct err *e)
{
	long i = table_find(words, "status", status, day);

	return i >= 0 ? i
		      : err_set(e, ERR_CATALOG,
				"column %s: found status \"%s\", expected a row of status_words.csv", column,
				status);
}
