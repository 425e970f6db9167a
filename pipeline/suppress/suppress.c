#include "suppress/suppress.h"

#include "suppress/problem.h"

/* How far a search looks before it looks further: cells in all, and of one relation. A total of a hundred
 * parts needs few of them, but a table of three ways closes only behind the third relation. */
static const struct {
	size_t cells, of_one;
} steps[] = {{256, 4}, {1024, 12}, {4096, 48}, {SIZE_MAX, SIZE_MAX}};

/* What moves can be told no more; of what moves far enough it is proven as well. */
static void leave_out(struct suppress *s, const struct search *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct hidden_cell *c = &s->cells[f->cells[i]];

		if (f->by[i] == 0 || !c->is_shown)
			continue;
		c->is_left_out = true;
		if (c->protect > 0 && (f->by[i] >= c->protect || -f->by[i] >= c->protect))
			c->is_proven = true;
	}
}

static int protect(struct suppress *s, struct search *f, size_t target, struct err *e)
{
	bool is_found = false;

	for (size_t i = 0; i < sizeof steps / sizeof *steps && !is_found; i++) {
		search_reach(f, target, steps[i].cells, steps[i].of_one);
		if (search_move(f, &is_found, e))
			return -1;
	}
	if (!is_found)
		search_scale(f);
	leave_out(s, f);
	return 0;
}

int suppress_work(struct suppress *s, struct err *e)
{
	struct search f;
	int rc = search_init(&f, s, e);

	for (size_t i = 0; i < s->ncells; i++)
		if (s->cells[i].protect > 0)
			s->cells[i].is_left_out = true;
	for (size_t i = 0; i < s->ncells && rc == 0; i++)
		if (s->cells[i].protect > 0 && !s->cells[i].is_proven)
			rc = protect(s, &f, i, e);
	search_release(&f);
	return rc;
}

static const char *state_of(const struct hidden_cell *c)
{
	if (!c->is_left_out)
		return "open";
	return c->protect > 0 ? "small" : "complement";
}

int suppress_write(const struct suppress *s, FILE *out, struct err *e)
{
	if (fprintf(out, "cell,state\n") < 0)
		return err_set(e, ERR_WRITE, "cannot write");
	for (size_t i = 0; i < s->ncells; i++)
		if (fprintf(out, "%zu,%s\n", i + 1, state_of(&s->cells[i])) < 0)
			return err_set(e, ERR_WRITE, "cannot write");
	return 0;
}

struct suppress_counts suppress_count(const struct suppress *s)
{
	struct suppress_counts n = {.cells = s->ncells, .relations = s->nrelations};

	for (size_t i = 0; i < s->ncells; i++)
		if (s->cells[i].is_left_out)
			*(s->cells[i].protect > 0 ? &n.small : &n.complements) += 1;
	return n;
}
