/* What is made of a held figure is held too: a sum of its points, another wording of it. */
#include <string.h>
#include "compute/check.h"
#include "compute/withheld.h"

#define LEVELS 8 /* of the index: pillar, indicator, part, part of a part */

/* Whether a rule holds the indicator of the agency, in a set computed before or in this one. */
static bool is_withheld(const struct checking *c, const char *indicator)
{
	const struct withheld *h = c->held;

	for (const struct result *r = c->set; r; r = r->next)
		if (strcmp(r->source, indicator) == 0 && withheld_is(r))
			return true;
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->list[i].indicator, indicator) == 0 &&
			strcmp(h->list[i].agency, c->r->agency) == 0)
			return true;
	return false;
}

static const char *part_withheld(const struct checking *c, const char *indicator, unsigned level);

/* A held indicator below the heading, or NULL. */
static const char *child_withheld(const struct checking *c, const char *heading, unsigned level)
{
	const struct indicator *const *parts;
	size_t n = indicators_under(&c->k->indicators, heading, &parts);
	const char *found = NULL;

	for (size_t i = 0; !found && i < n; i++)
		if (row_is_valid(parts[i], c->k->date))
			found = is_withheld(c, parts[i]->indicator)
					? parts[i]->indicator
					: part_withheld(c, parts[i]->indicator, level + 1);
	return found;
}

/* A held indicator whose score is a part of this one's, or NULL. */
static const char *part_withheld(const struct checking *c, const char *indicator, unsigned level)
{
	const struct variable *const *first;
	size_t n = variables_of(&c->k->variables, indicator, &first);
	const char *found = NULL;

	for (size_t i = 0; level < LEVELS && !found && i < n; i++) {
		const char *item = first[i]->item;

		if (!row_is_valid(first[i], c->k->date))
			continue;
		if (first[i]->of == OF_CHILDREN)
			found = child_withheld(c, item, level);
		else if (first[i]->of == OF_SCORE)
			found = is_withheld(c, item) ? item : part_withheld(c, item, level + 1);
	}
	return found;
}

int check_held(struct checking *c, bool *holds, struct err *e)
{
	const char *found = NULL;

	*holds = false;
	if (!c->r->value.has || !c->held->has_any || withheld_is(c->r))
		return 0;
	found = part_withheld(c, c->r->source, 0);
	if (!found && c->r->source != c->r->indicator && is_withheld(c, c->r->source))
		found = c->r->source;
	*holds = found;
	return *holds ? buf_add_str(&c->proof, found, e) : 0;
}
