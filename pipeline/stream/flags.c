#include "stream/flags.h"

#include <stdlib.h>
#include <string.h>

static void release_flag(struct flag *g)
{
	free(g->check);
	free(g->words);
	free(g->proof);
}

static int grow_list(struct flags *f, struct err *e)
{
	size_t cap = f->cap ? f->cap * 2 : 4;
	struct flag *more;

	if (f->n < f->cap)
		return 0;
	more = reallocarray(f->list, cap, sizeof(*more));
	if (!more)
		return err_set(e, ERR_NOMEM, "out of memory for %zu flags", cap);
	f->list = more;
	f->cap = cap;
	return 0;
}

int flags_add(struct flags *f, enum severity severity, const char *check, const char *words,
	const char *proof, struct err *e)
{
	struct flag g = {severity, strdup(check), strdup(words), strdup(proof), f->n + 1};

	if (!g.check || !g.words || !g.proof) {
		release_flag(&g);
		return err_set(e, ERR_NOMEM, "out of memory for a flag");
	}
	if (grow_list(f, e)) {
		release_flag(&g);
		return -1;
	}
	f->list[f->n++] = g;
	return 0;
}

void flags_release(struct flags *f)
{
	for (size_t i = 0; i < f->n; i++)
		release_flag(&f->list[i]);
	free(f->list);
	*f = (struct flags){0};
}

bool flags_hold(const struct flags *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].severity == SEVERITY_GATE)
			return true;
	return false;
}

int flags_show(const struct flags *f, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct flag *g = &f->list[i];
		bool has_proof = *g->proof;

		if (buf_addf(out, e, "%s%s%s: %s%s%s%s", i ? "; " : "",
			    g->severity == SEVERITY_GATE ? "gate " : "", g->check, g->words,
			    has_proof ? " (" : "", g->proof, has_proof ? ")" : ""))
			return -1;
	}
	return 0;
}
