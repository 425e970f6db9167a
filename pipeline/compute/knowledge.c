#include "compute/knowledge.h"

int knowledge_init(struct knowledge *k, struct catalog *c, const char *date, struct err *e)
{
	*k = (struct knowledge){.catalog = c, .date = date};
	k->relations = catalog_get(c, "relations", e);
	k->messages = catalog_get(c, "messages", e);
	if (!k->relations || !k->messages || indicators_open(&k->indicators, c, e) ||
		variables_open(&k->variables, c, e) || measure_rows_open(&k->measures, c, e) ||
		point_rows_open(&k->points, c, e) || setting_rows_open(&k->settings, c, e) ||
		code_lists_open(&k->codes, c, e) || denominators_open(&k->denominators, c, e) ||
		territories_open(&k->territories, c, e) || targets_open(&k->targets, c, e) ||
		milestones_open(&k->milestones, c, e) || checks_open(&k->checks, c, e))
		return -1;
	return units_open(&k->units, c, date, e);
}

void knowledge_release(struct knowledge *k)
{
	units_free(k->units);
	k->units = NULL;
}
