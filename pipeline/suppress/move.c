#include "suppress/problem.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

/* Two columns a cell, up and down, and a row a relation. What is left out already, or shown to nobody, moves
 * at next to no cost; what is left out stays 1 at least. The solver reckons in doubles and is believed in
 * nothing: check() does. */
#define FREE_COST 0.001
#define STEPS_MOST 100000 /* of the simplex */
#define BRANCHES_MOST                                                                                        \
	500 /* of the search in integers: a number, as a time would give other files elsewhere */

static size_t column_up(size_t i)
{
	return 2 * i + 1;
}

static void set_columns(const struct hunt *f, glp_prob *p)
{
	glp_add_cols(p, (int)(2 * f->n));
	for (size_t i = 0; i < f->n; i++) {
		const struct hidden_cell *c = &f->p->cells[f->cells[i]];
		int up = (int)column_up(i);
		double cost = c->is_left_out || !c->is_shown ? FREE_COST : c->cost,
		       down_most = (double)(c->is_shown ? c->value - 1 : c->value);

		glp_set_obj_coef(p, up, cost);
		glp_set_obj_coef(p, up + 1, cost);
		glp_set_col_bnds(p, up, GLP_LO, i == 0 ? (double)c->protect : 0, 0);
		if (i == 0 || down_most <= 0)
			glp_set_col_bnds(p, up + 1, GLP_FX, 0, 0);
		else
			glp_set_col_bnds(p, up + 1, GLP_DB, 0, down_most);
	}
}

static void set_row(const struct hunt *f, glp_prob *p, const struct relation *r, int *columns, double *terms)
{
	int n = 0, row = glp_add_rows(p, 1);

	for (size_t t = r->from; t < r->to; t++) {
		size_t cell = f->p->terms[t].cell;

		if (f->cell_mark[cell] != f->now)
			continue;
		columns[++n] = (int)column_up(f->place[cell]);
		terms[n] = (double)f->p->terms[t].coefficient;
		columns[++n] = (int)column_up(f->place[cell]) + 1;
		terms[n] = -(double)f->p->terms[t].coefficient;
	}
	glp_set_mat_row(p, row, n, columns, terms);
	if (r->is_within)
		glp_set_row_bnds(p, row, GLP_UP, 0, (double)r->slack);
	else
		glp_set_row_bnds(p, row, GLP_FX, 0, 0);
}

/* Every relation that a cell of the search is in, once: its other cells stay. */
static int each_relation(
	struct hunt *f, int (*fn)(struct hunt *f, const struct relation *r, void *arg), void *arg)
{
	unsigned last = f->now;
	int rc = 0;

	/* the marks of hunt_reach are behind: those of the relations begin anew, the cells' are kept */
	for (size_t i = 0; i < f->n; i++) {
		const struct hidden_cell *c = &f->p->cells[f->cells[i]];

		for (size_t k = c->from; k < c->to; k++)
			f->relation_mark[f->p->of[k]] = 0;
	}
	for (size_t i = 0; i < f->n && rc == 0; i++) {
		const struct hidden_cell *c = &f->p->cells[f->cells[i]];

		for (size_t k = c->from; k < c->to && rc == 0; k++)
			if (f->relation_mark[f->p->of[k]] != last) {
				f->relation_mark[f->p->of[k]] = last;
				rc = fn(f, &f->p->relations[f->p->of[k]], arg);
			}
	}
	return rc;
}

struct matrix {
	glp_prob *p;
	int *columns;
	double *terms;
};

static int add_row(struct hunt *f, const struct relation *r, void *arg)
{
	struct matrix *to = arg;

	set_row(f, to->p, r, to->columns, to->terms);
	return 0;
}

/* 1 where the relation would not hold behind the move. */
static int breaks(struct hunt *f, const struct relation *r, void *arg)
{
	int64_t sum = 0;

	(void)arg;
	for (size_t t = r->from; t < r->to; t++) {
		size_t cell = f->p->terms[t].cell;
		int64_t by;

		if (f->cell_mark[cell] != f->now)
			continue;
		if (__builtin_mul_overflow(f->p->terms[t].coefficient, f->by[f->place[cell]], &by) ||
			__builtin_add_overflow(sum, by, &sum))
			return 1;
	}
	return r->is_within ? sum > r->slack : sum != 0;
}

static bool check(struct hunt *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct hidden_cell *c = &f->p->cells[f->cells[i]];

		if (f->by[i] < 0 && c->value + f->by[i] < (c->is_shown ? 1 : 0))
			return false;
	}
	return f->by[0] >= f->p->cells[f->target].protect && !each_relation(f, breaks, NULL);
}

/* Takes the solver's word in whole numbers. */
static bool take(struct hunt *f, glp_prob *p, double (*value)(glp_prob *p, int column))
{
	for (size_t i = 0; i < f->n; i++) {
		double by = value(p, (int)column_up(i)) - value(p, (int)column_up(i) + 1);

		if (!(fabs(by) < 9e15))
			return false;
		f->by[i] = llround(by);
	}
	return check(f);
}

static void count_branches(glp_tree *tree, void *arg)
{
	int *left = arg;

	if (glp_ios_reason(tree) == GLP_IBRANCH && --*left < 0)
		glp_ios_terminate(tree);
}

static bool solve(struct hunt *f, glp_prob *p)
{
	glp_smcp simplex;
	glp_iocp whole;
	int left = BRANCHES_MOST;

	glp_init_smcp(&simplex);
	simplex.msg_lev = GLP_MSG_OFF;
	simplex.it_lim = STEPS_MOST;
	simplex.meth = GLP_DUALP; /* no cost is below 0: where nothing moves is a basis of the dual */
	if (glp_simplex(p, &simplex) != 0 || glp_get_status(p) != GLP_OPT)
		return false;
	if (take(f, p, glp_get_col_prim))
		return true;
	for (int i = 1; i <= glp_get_num_cols(p); i++)
		glp_set_col_kind(p, i, GLP_IV);
	glp_init_iocp(&whole);
	whole.msg_lev = GLP_MSG_OFF;
	whole.cb_func = count_branches;
	whole.cb_info = &left;
	glp_intopt(p, &whole);
	return (glp_mip_status(p) == GLP_OPT || glp_mip_status(p) == GLP_FEAS) && take(f, p, glp_mip_col_val);
}

int hunt_move(struct hunt *f, bool *is_found, struct err *e)
{
	struct matrix matrix = {.columns = calloc(2 * f->n + 1, sizeof *matrix.columns),
		.terms = calloc(2 * f->n + 1, sizeof *matrix.terms)};
	int rc = 0;

	*is_found = false;
	if (!matrix.columns || !matrix.terms) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
	} else {
		glp_term_out(GLP_OFF);
		matrix.p = glp_create_prob();
		glp_set_obj_dir(matrix.p, GLP_MIN);
		set_columns(f, matrix.p);
		each_relation(f, add_row, &matrix);
		*is_found = solve(f, matrix.p);
		glp_delete_prob(matrix.p);
	}
	free(matrix.columns);
	free(matrix.terms);
	return rc;
}
