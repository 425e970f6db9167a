#include "explain/figure.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "load/sql.h"

#define AT(name) FIGURE_AT_##name

const char *const figure_columns[FIGURE_COLUMNS] = {
#define FIGURE_NAME(name) #name,
	FIGURE_CELLS(FIGURE_NAME)
#undef FIGURE_NAME
};

static bool is_true(const PGresult *r, int row, int column)
{
	return strcmp(PQgetvalue(r, row, column), "t") == 0;
}

static void fill_figure(struct stored_figure *f, const PGresult *r, int row)
{
	for (int i = 0; i < FIGURE_COLUMNS; i++)
		f->cells[i] = PQgetvalue(r, row, i); /* "" for NULL */
	f->run = strtoll(PQgetvalue(r, row, FIGURE_COLUMNS), NULL, 10);
	f->is_status_held = is_true(r, row, FIGURE_COLUMNS + 1);
	f->is_proof_held = is_true(r, row, FIGURE_COLUMNS + 2);
	f->is_held = strcmp(f->cells[AT(state)], "held") == 0;
}

static int read_held(struct figures *f, struct db *db, size_t i, struct err *e)
{
	struct stored_figure *x = &f->list[i];
	const char *params[] = {
		x->cells[AT(period)], x->cells[AT(indicator)], x->cells[AT(set)], x->cells[AT(agency)]};

	if (db_ask(db, sql_get("explain-held"), 4, params, &f->held[i], e))
		return -1;
	if (PQntuples(f->held[i]) == 1)
		fill_figure(x, f->held[i], 0);
	x->is_held = false;
	return 0;
}

/* One who reads share alone learns that it is held, and from whom to ask the rest. */
static int refuse_reader(struct db *db, const char *const params[4], struct err *e)
{
	PGresult *r = NULL;
	struct err away = {0};
	const char *held = "";

	if (db_ask(db, sql_get("explain-reader"), 4, params, &r, &away) == 0 && PQntuples(r) == 1 &&
		strcmp(PQgetvalue(r, 0, 1), "0") != 0)
		held = "the figure is held until it is approved; ";
	PQclear(r);
	return err_set(e, ERR_DATABASE,
		"%sthe role may not read what figures are made of, expected one of chiso_explainer or "
		"chiso_approver",
		held);
}

static int read_role(struct figures *f, struct db *db, const char *const params[4], struct err *e)
{
	PGresult *r = NULL;
	bool may_read;

	if (db_ask(db, sql_get("explain-role"), 0, NULL, &r, e))
		return -1;
	if (PQntuples(r) == 0) {
		PQclear(r);
		return err_set(
			e, ERR_NOINPUT, "found no figures in this database, expected those of a night");
	}
	f->may_see_held = is_true(r, 0, 0);
	may_read = is_true(r, 0, 1);
	PQclear(r);
	return may_read ? 0 : refuse_reader(db, params, e);
}

int figures_read(struct figures *f, struct db *db, const struct figures_asked *asked, struct err *e)
{
	const char *params[] = {asked->period, asked->indicator, asked->set, asked->agency};

	*f = (struct figures){0};
	if (read_role(f, db, params, e) || db_ask(db, sql_get("explain-figures"), 4, params, &f->rows, e))
		return -1;
	f->n = (size_t)PQntuples(f->rows);
	f->list = calloc(f->n + 1, sizeof *f->list);
	f->held = calloc(f->n + 1, sizeof(PGresult *));
	if (!f->list || !f->held)
		return err_set(e, ERR_NOMEM, "out of memory for %zu figures", f->n);
	for (size_t i = 0; i < f->n; i++) {
		fill_figure(&f->list[i], f->rows, (int)i);
		if (f->list[i].is_held && f->may_see_held && read_held(f, db, i, e))
			return -1;
	}
	return 0;
}

void figures_release(struct figures *f)
{
	for (size_t i = 0; f->held && i < f->n; i++)
		PQclear(f->held[i]);
	free(f->held);
	free(f->list);
	PQclear(f->rows);
	*f = (struct figures){0};
}

static int show_maybe(struct buf *b, const struct maybe *m, struct err *e)
{
	return m->has ? rational_write(m->number, b, e) : 0;
}

/* What may be compared: the rest is not for this reader's eyes. */
static bool is_seen(const struct stored_figure *f, size_t column)
{
	static const size_t statuses[] = {
		AT(status), AT(due_status), AT(national_status), AT(national_due_status), AT(reason)};
	static const size_t proofs[] = {AT(flags), AT(rules), AT(reason)};

	for (size_t i = 0; f->is_status_held && i < sizeof statuses / sizeof *statuses; i++)
		if (column == statuses[i])
			return false;
	for (size_t i = 0; f->is_proof_held && i < sizeof proofs / sizeof *proofs; i++)
		if (column == proofs[i])
			return false;
	return column != AT(state);
}

/* The numbers of a result as the warehouse writes them. */
struct result_texts {
	struct buf numerator, denominator, value, score, flags;
};

static int write_texts(struct result_texts *t, const struct result *r, struct err *e)
{
	return show_maybe(&t->numerator, &r->numerator, e) ||
			       show_maybe(&t->denominator, &r->denominator, e) ||
			       show_maybe(&t->value, &r->value, e) || show_maybe(&t->score, &r->score, e) ||
			       flags_show(&r->flags, &t->flags, e)
		       ? -1
		       : 0;
}

static void release_texts(struct result_texts *t)
{
	buf_release(&t->numerator);
	buf_release(&t->denominator);
	buf_release(&t->value);
	buf_release(&t->score);
	buf_release(&t->flags);
}

int figure_differs(const struct stored_figure *f, const struct result *r, const char **column, struct err *e)
{
	static const char *const bases[] = {"computed", "stated", "both"};
	struct result_texts t = {0};
	int rc = write_texts(&t, r, e);
	const char *found[FIGURE_COLUMNS] = {[AT(set)] = r->set,
		[AT(indicator)] = r->indicator,
		[AT(agency)] = r->agency,
		[AT(period)] = r->period,
		[AT(basis)] = bases[r->basis],
		[AT(numerator)] = t.numerator.data,
		[AT(denominator)] = t.denominator.data,
		[AT(value)] = t.value.data,
		[AT(shown)] = r->shown.data,
		[AT(unit)] = r->unit,
		[AT(score)] = t.score.data,
		[AT(score_max)] = r->score_max,
		[AT(target)] = r->target,
		[AT(status)] = r->status,
		[AT(due)] = r->due,
		[AT(due_status)] = r->due_status,
		[AT(national_target)] = r->national_target,
		[AT(national_status)] = r->national_status,
		[AT(national_due)] = r->national_due,
		[AT(national_due_status)] = r->national_due_status,
		[AT(flags)] = t.flags.data,
		[AT(reason)] = r->reason.data,
		[AT(rules)] = r->rules.data};

	*column = NULL;
	for (size_t i = 0; rc == 0 && !*column && i < FIGURE_COLUMNS; i++)
		if (is_seen(f, i) && strcmp(found[i] ? found[i] : "", f->cells[i]) != 0)
			*column = figure_columns[i];
	release_texts(&t);
	return rc;
}
