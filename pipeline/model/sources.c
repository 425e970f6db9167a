#include "model/sources.h"

#include <string.h>

bool citation_next(const char **at, struct citation *out)
{
	const char *text = *at;
	size_t len, id;

	if (!text)
		return false;
	len = strcspn(text, ";");
	id = strcspn(text, " ;");
	out->id = (struct slice){text, id};
	out->place = slice_trim((struct slice){text + id, len - id});
	*at = text[len] ? text + len + 1 + (text[len + 1] == ' ') : NULL;
	return true;
}

bool source_is_assumed(const struct table *sources, struct slice id)
{
	for (size_t i = 0; i < sources->nrows; i++)
		if (slice_equals(id, table_get(sources, i, "source")))
			return strcmp(table_get(sources, i, "kind"), "assumption") == 0;
	return false;
}
