#include "model/indicator_name.h"

#include <string.h>
#include "model/variable_rows.h"

static const char *const names[INDICATOR_NAMES] = {[INDICATOR_NUMERATOR] = "numerator",
	[INDICATOR_DENOMINATOR] = "denominator",
	[INDICATOR_RATIO] = "ratio",
	[INDICATOR_VALUE] = "value",
	[INDICATOR_MAX] = "max",
	[INDICATOR_POINTS_MAX] = "points_max",
	[INDICATOR_UNSTATED] = "unstated"};

const char *indicator_name_word(enum indicator_name name)
{
	return name < INDICATOR_NAMES ? names[name] : "";
}

enum indicator_name indicator_own_name(const char *name)
{
	enum indicator_name i = 0;

	while (i < INDICATOR_NAMES && strcmp(names[i], name) != 0)
		i++;
	return i;
}

bool indicator_name_find(
	const struct table *variables, const char *indicator, const char *name, struct formula_name *out)
{
	*out = (struct formula_name){0, VALUE_NUMBER};
	for (size_t i = 0; i < variables->nrows; i++)
		if (strcmp(table_get(variables, i, "indicator"), indicator) == 0 &&
			strcmp(table_get(variables, i, "var"), name) == 0) {
			out->type = variable_value_type(variable_kind_of(table_get(variables, i, "kind")));
			return true;
		}
	return indicator_own_name(name) != INDICATOR_NAMES;
}
