/* What is made of a held figure is held too: a sum of its points, another wording of it. */
#include <stdlib.h>
#include <string.h>
#include "compute/check.h"
#include "compute/held.h"

#define LEVELS 8 /* of the index: pillar, indicator, part, part of a part */

static bool has_gate(const struct result *r)
{
	const char *flags = r->flags.len ? r->flags.data : "";

	return strncmp(flags, "gate ", 5) == 0 || strstr(flags, "; gate ");
}

int held_note(struct held *h, const struct result *set, struct err *e)
{
	for (const struct result *r = set; r; r = r->next) {
		if (!has_gate(r))
			continue;
		if (h->n == h->cap) {
			size_t cap = h->cap ? h->cap * 2 : 64;
			struct held_figure *more = reallocarray(h->list, cap, sizeof(*more));

			if (!more)
				return err_set(e, ERR_NOMEM, "out of memory for %zu held figures", cap);
			h->list = more;
			h->cap = cap;
		}
		h->list[h->n++] = (struct held_figure){r->source, r->agency};
	}
	return 0;
}

void held_look(struct held *h, const struct result *set)
{
	h->has_any = h->n > 0;
	for (const struct result *r = set; r && !h->has_any; r = r->next)
		h->has_any = has_gate(r);
}

void held_release(struct held *h)
{
	free(h->list);
	*h = (struct held){0};
}

/* Whether a rule holds the indicator of the agency, in a set computed before or in this one. */
static bool is_held(const struct checking *c, const char *indicator)
{
	const struct held *h = c->held;

	for (const struct result *r = c->set; r; r = r->next)
		if (strcmp(r->source, indicator) == 0 && has_gate(r))
			return true;
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->list[i].indicator, indicator) == 0 &&
			strcmp(h->list[i].agency, c->r->agency) == 0)
			return true;
	return false;
}

static const char *part_held(const struct checking *c, const char *indicator, unsigned level);

/* A held indicator below the heading, or NULL. */
static const char *child_held(const struct checking *c, const char *heading, unsigned level)
{
	const struct indicator *const *parts;
	size_t n = indicators_under(&c->k->indicators, heading, &parts);
	const char *found = NULL;

	for (size_t i = 0; !found && i < n; i++)
		if (row_is_valid(parts[i], c->k->date))
			found = is_held(c, parts[i]->indicator)
					? parts[i]->indicator
					: part_held(c, parts[i]->indicator, level + 1);
	return found;
}

/* A held indicator whose score is a part of this one's, or NULL. */
static const char *part_held(const struct checking *c, const char *indicator, unsigned level)
{
	const struct variable *const *first;
	size_t n = variables_of(&c->k->variables, indicator, &first);
	const char *found = NULL;

	for (size_t i = 0; level < LEVELS && !found && i < n; i++) {
		const char *item = first[i]->item;

		if (!row_is_valid(first[i], c->k->date))
			continue;
		if (first[i]->of == OF_CHILDREN)
			found = child_held(c, item, level);
		else if (first[i]->of == OF_SCORE)
			found = is_held(c, item) ? item : part_held(c, item, level + 1);
	}
	return found;
}

int check_held(struct checking *c, bool *holds, struct err *e)
{
	const char *found = NULL;

	*holds = false;
	if (!c->r->value.has || !c->held->has_any || has_gate(c->r))
		return 0;
	found = part_held(c, c->r->source, 0);
	if (!found && c->r->source != c->r->indicator && is_held(c, c->r->source))
		found = c->r->source;
	*holds = found;
	return *holds ? buf_add_str(&c->proof, found, e) : 0;
}
