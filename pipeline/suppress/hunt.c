#include "suppress/problem.h"

#include <stdlib.h>

int hunt_init(struct hunt *f, const struct problem *p, struct err *e)
{
	*f = (struct hunt){.p = p};
	f->cells = calloc(p->ncells + 1, sizeof *f->cells);
	f->by = calloc(p->ncells + 1, sizeof *f->by);
	f->place = calloc(p->ncells + 1, sizeof *f->place);
	f->cell_mark = calloc(p->ncells + 1, sizeof *f->cell_mark);
	f->relation_mark = calloc(p->nrelations + 1, sizeof *f->relation_mark);
	if (!f->cells || !f->by || !f->place || !f->cell_mark || !f->relation_mark)
		return err_set(e, ERR_NOMEM, "out of memory");
	return 0;
}

void hunt_release(struct hunt *f)
{
	free(f->cells);
	free(f->by);
	free(f->place);
	free(f->cell_mark);
	free(f->relation_mark);
	*f = (struct hunt){0};
}

static void add(struct hunt *f, size_t cell)
{
	f->cell_mark[cell] = f->now;
	f->place[cell] = f->n;
	f->by[f->n] = 0;
	f->cells[f->n++] = cell;
}

/* Cells of a relation that may move, no more than `most`: what is left out already comes first. */
static void add_terms(struct hunt *f, const struct relation *r, size_t most)
{
	size_t left = most;

	for (int wants_left_out = 1; wants_left_out >= 0; wants_left_out--)
		for (size_t t = r->from; t < r->to && left > 0; t++) {
			size_t cell = f->p->terms[t].cell;
			const struct hidden_cell *c = &f->p->cells[cell];

			if (f->cell_mark[cell] == f->now || (c->is_shown && c->value == 0) ||
				(c->is_left_out || !c->is_shown) != (wants_left_out != 0))
				continue;
			add(f, cell);
			left--;
		}
}

void hunt_reach(struct hunt *f, size_t target, size_t atleast, size_t most_of_one)
{
	f->now++;
	f->target = target;
	f->n = 0;
	add(f, target);
	for (size_t done = 0; done < f->n && f->n < atleast; done++) {
		const struct hidden_cell *c = &f->p->cells[f->cells[done]];

		for (size_t i = c->from; i < c->to; i++)
			if (f->relation_mark[f->p->of[i]] != f->now) {
				f->relation_mark[f->p->of[i]] = f->now;
				add_terms(f, &f->p->relations[f->p->of[i]], most_of_one);
			}
	}
}

void hunt_scale(struct hunt *f)
{
	const struct hidden_cell *c = &f->p->cells[f->target];
	int64_t more = (c->protect + c->value - 1) / c->value;

	hunt_reach(f, f->target, SIZE_MAX, SIZE_MAX);
	for (size_t i = 0; i < f->n; i++)
		if (__builtin_mul_overflow(more, f->p->cells[f->cells[i]].value, &f->by[i]))
			f->by[i] = INT64_MAX;
}
