#include "suppress/suppress.h"

#include <stdlib.h>
#include "suppress/problem.h"

struct suppress {
	struct problem p;
};

int suppress_read(struct suppress **out, FILE *cells, const char *cells_name, FILE *relations,
	const char *relations_name, struct err *e)
{
	*out = calloc(1, sizeof **out);
	if (!*out)
		return err_set(e, ERR_NOMEM, "out of memory");
	return problem_read(&(*out)->p, cells, cells_name, relations, relations_name, e);
}

void suppress_free(struct suppress *s)
{
	if (s)
		problem_release(&s->p);
	free(s);
}

/* How far a search looks before it looks further: cells in all, and of one relation. A total of a hundred
 * parts needs few of them, but a table of three ways closes only behind the third relation. */
static const struct {
	size_t cells, of_one;
} steps[] = {{256, 4}, {1024, 12}, {4096, 48}, {SIZE_MAX, SIZE_MAX}};

/* What moves can be told no more; of what moves far enough it is proven as well. */
static void leave_out(struct problem *p, const struct hunt *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct hidden_cell *c = &p->cells[f->cells[i]];

		if (f->by[i] == 0 || !c->is_shown)
			continue;
		c->is_left_out = true;
		if (c->protect > 0 && (f->by[i] >= c->protect || -f->by[i] >= c->protect))
			c->is_proven = true;
	}
}

static int protect(struct problem *p, struct hunt *f, size_t target, struct err *e)
{
	bool is_found = false;

	for (size_t i = 0; i < sizeof steps / sizeof *steps && !is_found; i++) {
		hunt_reach(f, target, steps[i].cells, steps[i].of_one);
		if (hunt_move(f, &is_found, e))
			return -1;
	}
	if (!is_found)
		hunt_scale(f);
	leave_out(p, f);
	return 0;
}

int suppress_work(struct suppress *s, struct err *e)
{
	struct problem *p = &s->p;
	struct hunt f;
	int rc = hunt_init(&f, p, e);

	for (size_t i = 0; i < p->ncells; i++)
		if (p->cells[i].protect > 0)
			p->cells[i].is_left_out = true;
	for (size_t i = 0; i < p->ncells && rc == 0; i++)
		if (p->cells[i].protect > 0 && !p->cells[i].is_proven)
			rc = protect(p, &f, i, e);
	hunt_release(&f);
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
	for (size_t i = 0; i < s->p.ncells; i++)
		if (fprintf(out, "%zu,%s\n", i + 1, state_of(&s->p.cells[i])) < 0)
			return err_set(e, ERR_WRITE, "cannot write");
	return 0;
}

struct suppress_counts suppress_count(const struct suppress *s)
{
	struct suppress_counts n = {.cells = s->p.ncells, .relations = s->p.nrelations};

	for (size_t i = 0; i < s->p.ncells; i++)
		if (s->p.cells[i].is_left_out)
			*(s->p.cells[i].protect > 0 ? &n.small : &n.complements) += 1;
	return n;
}
