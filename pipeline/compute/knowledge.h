/* What the catalogue says of indicators, and the periods that a figure is compared with. */
#ifndef COMPUTE_KNOWLEDGE_H
#define COMPUTE_KNOWLEDGE_H

#include "compute/observations.h"
#include "model/check_rows.h"
#include "model/code_rows.h"
#include "model/denominator_rows.h"
#include "model/indicator_rows.h"
#include "model/setting_rows.h"
#include "model/target_rows.h"
#include "model/territory_rows.h"
#include "model/units.h"
#include "model/variable_rows.h"

struct knowledge {
	struct catalog *catalog;
	struct indicators indicators;
	struct variables variables;
	struct measure_rows measures;
	struct point_rows points;
	struct setting_rows settings;
	struct code_lists codes;
	struct denominators denominators;
	struct territories territories;
	struct targets targets;
	struct milestones milestones;
	struct checks checks;
	const struct table *relations, *messages;
	struct units *units;
	const char *date;		   /* rules of that day hold: the end of the period */
	const struct span *span;	   /* the period, where its quarters' days matter; or NULL */
	const struct observations *before; /* the period before, when its measures are at hand; else NULL */
	const struct observations *year_before; /* the year before the one that the period lies in; or NULL */
};

/* Errors: ERR_CATALOG, ERR_NOMEM. */
int knowledge_init(struct knowledge *k, struct catalog *c, const char *date, struct err *e);
void knowledge_release(struct knowledge *k);

#endif
