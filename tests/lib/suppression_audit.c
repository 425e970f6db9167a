/* suppression_audit - how closely each number that is left out of tables can be told by what stands in them:
 * for each unknown the least and the greatest value that linear programming finds. Shares nothing with the
 * programs: it reads what a reader has.
 *
 * suppression_audit UNKNOWNS RELATIONS: unknowns "name least known", a line each, known "?" where it is left
 * out; relations "relation is name coefficient", the lines of one together, sum = 0 or <= 0. Prints "name
 * least greatest" for each "?". */
#include <float.h>
#include <glpk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME 200

struct unknown {
	char name[NAME];
	double least, known;
	int is_known;
};

static struct unknown *list;
static int n;

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct unknown *)a)->name, ((const struct unknown *)b)->name);
}

static void die(const char *what)
{
	fprintf(stderr, "suppression_audit: %s\n", what);
	exit(70);
}

static void read_unknowns(const char *path)
{
	FILE *f = fopen(path, "r");
	char known[64];
	int cap = 0;

	if (!f)
		die(path);
	for (;; n++) {
		if (n == cap && !(list = realloc(list, (size_t)(cap = cap * 2 + 1024) * sizeof *list)))
			die("no memory");
		if (fscanf(f, "%199s %lf %63s", list[n].name, &list[n].least, known) != 3)
			break;
		list[n].is_known = strcmp(known, "?") != 0;
		list[n].known = list[n].is_known ? strtod(known, NULL) : 0;
	}
	fclose(f);
	qsort(list, (size_t)n, sizeof *list, by_name);
}

static glp_prob *read_relations(const char *path)
{
	FILE *f = fopen(path, "r");
	glp_prob *p = glp_create_prob();
	char relation[NAME], is[3], last[NAME] = "";
	struct unknown key;
	double coefficient;
	int row = 0, used = 0, *columns = calloc((size_t)n + 1, sizeof *columns);
	double *terms = calloc((size_t)n + 1, sizeof *terms);

	if (!f || !columns || !terms)
		die(path);
	glp_add_cols(p, n);
	for (int i = 0; i < n; i++)
		if (list[i].is_known)
			glp_set_col_bnds(p, i + 1, GLP_FX, list[i].known, 0);
		else
			glp_set_col_bnds(p, i + 1, GLP_LO, list[i].least, 0);
	while (fscanf(f, "%199s %2s %199s %lf", relation, is, key.name, &coefficient) == 4) {
		struct unknown *u = bsearch(&key, list, (size_t)n, sizeof *list, by_name);

		if (!u)
			die(key.name);
		if (strcmp(relation, last) != 0) {
			if (row)
				glp_set_mat_row(p, row, used, columns, terms);
			row = glp_add_rows(p, 1);
			used = 0;
			glp_set_row_bnds(p, row, is[0] == '=' ? GLP_FX : GLP_UP, 0, 0);
			snprintf(last, sizeof last, "%s", relation);
		}
		columns[++used] = (int)(u - list) + 1;
		terms[used] = coefficient;
	}
	if (row)
		glp_set_mat_row(p, row, used, columns, terms);
	if (!feof(f))
		die("a relation that cannot be read");
	fclose(f);
	free(columns);
	free(terms);
	return p;
}

/* The end of the range; +-DBL_MAX where there is none. */
static double end_of(glp_prob *p, int direction, const glp_smcp *how)
{
	glp_set_obj_dir(p, direction);
	if (glp_simplex(p, how) != 0)
		die("the solver failed");
	switch (glp_get_status(p)) {
	case GLP_OPT:
		return glp_get_obj_val(p);
	case GLP_UNBND:
		return direction == GLP_MAX ? DBL_MAX : -DBL_MAX;
	default:
		die("no values fit: what stands contradicts the relations");
	}
	return 0;
}

int main(int argc, char **argv)
{
	glp_smcp how;
	glp_prob *p;

	if (argc != 3)
		die("usage: suppression_audit UNKNOWNS RELATIONS");
	read_unknowns(argv[1]);
	p = read_relations(argv[2]);
	glp_term_out(GLP_OFF);
	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	glp_adv_basis(p, 0);
	for (int i = 0; i < n; i++) {
		double least, greatest;

		if (list[i].is_known)
			continue;
		glp_set_obj_coef(p, i + 1, 1);
		least = end_of(p, GLP_MIN, &how);
		greatest = end_of(p, GLP_MAX, &how);
		glp_set_obj_coef(p, i + 1, 0);
		printf("%s %.6f %.6f\n", list[i].name, least, greatest >= DBL_MAX ? 1e18 : greatest);
	}
	glp_delete_prob(p);
	free(list);
	return 0;
}
