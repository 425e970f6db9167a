#include "model/indicator_name.h"

#include <string.h>

bool indicator_name_find(
	const struct table *variables, const char *indicator, const char *name, struct formula_name *out)
{
	static const char *const own[] = {
		"numerator", "denominator", "ratio", "value", "max", "points_max", "unstated"};

	*out = (struct formula_name){0, VALUE_NUMBER};
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (strcmp(own[i], name) == 0)
			return true;
	for (size_t i = 0; i < variables->nrows; i++)
		if (strcmp(table_get(variables, i, "indicator"), indicator) == 0 &&
			strcmp(table_get(variables, i, "var"), name) == 0) {
			const char *kind = table_get(variables, i, "kind");

			out->type = *kind == 'b'		   ? VALUE_BOOL
				    : *kind == 's' || *kind == 'v' ? VALUE_TEXT
								   : VALUE_NUMBER;
			return true;
		}
	return false;
}
