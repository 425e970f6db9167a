#include "compute/withheld.h"

#include <stdlib.h>
#include <string.h>

bool withheld_is(const struct result *r)
{
	return flags_hold(&r->flags);
}

int withheld_note(struct withheld *h, const struct result *set, struct err *e)
{
	for (const struct result *r = set; r; r = r->next) {
		if (!withheld_is(r))
			continue;
		if (h->n == h->cap) {
			size_t cap = h->cap ? h->cap * 2 : 64;
			struct withheld_figure *more = reallocarray(h->list, cap, sizeof(*more));

			if (!more)
				return err_set(e, ERR_NOMEM, "out of memory for %zu held figures", cap);
			h->list = more;
			h->cap = cap;
		}
		h->list[h->n++] = (struct withheld_figure){r->source, r->agency};
	}
	return 0;
}

void withheld_look(struct withheld *h, const struct result *set)
{
	h->has_any = h->n > 0;
	for (const struct result *r = set; r && !h->has_any; r = r->next)
		h->has_any = withheld_is(r);
}

void withheld_release(struct withheld *h)
{
	free(h->list);
	*h = (struct withheld){0};
}
