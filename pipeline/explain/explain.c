#include "explain/explain.h"

#include <stdlib.h>
#include <string.h>
#include "compute/indicator_variables.h"
#include "compute/shared_denominator.h"
#include "explain/explain_parts.h"
#include "explain/verify.h"

#define CELL(x, name) ((x)->figure->cells[FIGURE_AT_##name])

static const struct explain_word states[] = {{"held", "words.explain_held"},
	{"provisional", "words.explain_provisional"}, {"approved", "words.explain_approved"}, {NULL, NULL}};

static const struct explain_word statuses[] = {{"reached", "words.explain_reached"},
	{"not_reached", "words.explain_not_reached"}, {"no_data", "words.explain_no_data"},
	{"not_comparable", "words.explain_not_comparable"}, {"no_target", "words.explain_no_target"},
	{"on_course", "words.explain_on_course"}, {"behind", "words.explain_behind"},
	{"not_due", "words.explain_not_due"}, {"due", "words.explain_due"},
	{"overdue", "words.explain_overdue"}, {"undated", "words.explain_undated"},
	{"maintained", "words.explain_maintained"}, {"relapsed", "words.explain_relapsed"},
	{"no_figure", "words.explain_no_figure"}, {NULL, NULL}};

static int say_names(struct explaining *x, struct err *e)
{
	struct page *p = x->page;

	return page_set(p, "indicator", CELL(x, indicator), e) || page_set(p, "set", CELL(x, set), e) ||
			       page_set(p, "agency", CELL(x, agency), e) ||
			       page_set(p, "period", CELL(x, period), e) ||
			       page_setf(p, "run", e, "%lld", (long long)x->figure->run) ||
			       explain_word_say(x, p, "state", CELL(x, state), states, e)
		       ? -1
		       : 0;
}

static int say_titles(struct explaining *x, struct err *e)
{
	struct page *p = x->page;

	return page_set(p, "title",
		       explain_title(x, "indicators", "indicator", CELL(x, indicator), "title_vi"), e) ||
			       page_set(p, "set_title",
				       explain_title(x, "sets", "set", CELL(x, set), "title_vi"), e) ||
			       page_set(p, "agency_name",
				       explain_title(x, "agencies", "agency", CELL(x, agency), "name_vi"),
				       e) ||
			       page_set(p, "run_kind", x->world.kind, e) ||
			       explain_time_say(p, "run_at", x->world.at, e) ||
			       page_set(p, "catalog", x->world.hash, e)
		       ? -1
		       : 0;
}

/* The numbers as they stand in the warehouse. */
static int say_numbers(struct explaining *x, struct err *e)
{
	static const size_t cells[] = {FIGURE_AT_numerator, FIGURE_AT_denominator, FIGURE_AT_value,
		FIGURE_AT_shown, FIGURE_AT_unit, FIGURE_AT_score, FIGURE_AT_score_max, FIGURE_AT_target,
		FIGURE_AT_due, FIGURE_AT_national_target, FIGURE_AT_national_due, FIGURE_AT_reason,
		FIGURE_AT_rules};
	struct page *p = x->page;

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (page_set(p, figure_columns[cells[i]], x->figure->cells[cells[i]], e))
			return -1;
	return page_set(p, "unit_title", explain_title(x, "units", "unit", CELL(x, unit), "title_vi"), e) ||
			       explain_word_say(x, p, "status", CELL(x, status), statuses, e) ||
			       explain_word_say(x, p, "due_status", CELL(x, due_status), statuses, e) ||
			       explain_word_say(
				       x, p, "national_status", CELL(x, national_status), statuses, e)
		       ? -1
		       : 0;
}

/* What the computation itself flags is a code and a number; what it means is a word of ours. */
static const struct explain_word meanings[] = {{"undecided", "words.explain_flag_undecided"},
	{"unknown_unit", "words.explain_flag_unknown_unit"}, {"months", "words.explain_flag_months"},
	{"quarters", "words.explain_flag_quarters"}, {"points_unknown", "words.explain_flag_points_unknown"},
	{NULL, NULL}};

static int say_meaning(struct explaining *x, struct page *row, const char *check, struct err *e)
{
	for (const struct explain_word *w = meanings; w->word; w++)
		if (strcmp(w->word, check) == 0)
			return explain_say(x, row, "meaning", w->id, e);
	return 0;
}

/* As a reader sees them: CHECK: WORDS (PROOF), joined by "; ". */
static int say_flags(struct explaining *x, const struct result *r, struct err *e)
{
	struct page *row;

	if (x->figure->is_proof_held) {
		row = page_add(x->page, "flags", e);
		return row ? page_set(row, "words", CELL(x, flags), e) : -1;
	}
	for (size_t i = 0; i < r->flags.n; i++) {
		const struct flag *f = &r->flags.list[i];
		static const char *const ids[] = {
			"words.explain_info", "words.explain_flag", "words.explain_gate"};

		row = page_add(x->page, "flags", e);
		if (!row || explain_say(x, row, "severity", ids[f->severity], e) ||
			page_set(row, "check", f->check, e) || page_set(row, "words", f->words, e) ||
			page_set(row, "proof", f->proof, e) || say_meaning(x, row, f->check, e))
			return -1;
	}
	return 0;
}

static void note_taken(void *arg, const struct measure *m)
{
	struct explaining *x = arg;
	size_t variable = x->again->nvariables - 1; /* the one that is being read */

	for (size_t i = x->ntaken; i-- > 0 && x->taken[i].variable == variable;)
		if (x->taken[i].m == m)
			return;
	if (x->ntaken == x->cap) {
		size_t cap = x->cap ? x->cap * 2 : 64;
		struct taken *more = reallocarray(x->taken, cap, sizeof *more);

		x->is_full = x->is_full || !more;
		if (!more)
			return;
		x->taken = more;
		x->cap = cap;
	}
	x->taken[x->ntaken++] = (struct taken){m, variable};
}

/* Every variable is read once more, and the rows that it takes are noted. */
static int take_rows(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	int rc;

	x->again = result_new(e);
	if (!x->again)
		return -1;
	x->again->set = r->set;
	x->again->indicator = r->indicator;
	x->again->source = r->source;
	x->again->agency = r->agency;
	x->again->period = r->period;
	x->f.taken = note_taken;
	x->f.taken_arg = x;
	rc = indicator_variables_read(x->again, k, &x->f, e) ||
			     shared_denominators_fill(x->again, k, &x->f, e)
		     ? -1
		     : 0;
	x->f.taken = NULL;
	result_free(x->again);
	x->again = NULL;
	return rc == 0 && x->is_full ? err_set(e, ERR_NOMEM, "out of memory for measures") : rc;
}

static int say_figure(void *arg, const struct result *r, const struct knowledge *k, struct err *e)
{
	struct explaining *x = arg;

	if (strcmp(r->indicator, CELL(x, indicator)) != 0)
		return 0;
	x->is_found = true;
	return take_rows(x, r, k, e) || say_titles(x, e) || say_numbers(x, e) ||
			       explain_definition(x, r, k, e) || explain_formula(x, r, k, e) ||
			       explain_denominators(x, r, k, e) || explain_records(x, r, k, e) ||
			       explain_files(x, e) || say_flags(x, r, e) || explain_changes(x, r, k, e) ||
			       explain_waiting(x, e) || explain_history(x, e)
		       ? -1
		       : 0;
}

static int note_verified(
	void *arg, const struct stored_figure *f, bool is_same, const char *column, struct err *e)
{
	(void)f, (void)is_same, (void)e;
	*(const char **)arg = column;
	return 0;
}

static int verify(struct explaining *x, const char **differs, struct err *e)
{
	struct figures one = {.list = (struct stored_figure *)(size_t)x->figure, .n = 1};

	if (!x->o->is_verified)
		return 0;
	if (verify_list(&x->world, &x->list, &one, note_verified, differs, e))
		return -1;
	return explain_say(
		x, x->page, "verified", *differs ? "words.explain_differs" : "words.explain_equal", e);
}

static int compute(struct explaining *x, struct err *e)
{
	struct world_compute c = {
		.set = CELL(x, set), .agency = CELL(x, agency), .seen = say_figure, .arg = x, .f = &x->f};

	if (world_open(&x->world, x->o->db, x->figure->run, CELL(x, period), e) ||
		world_measures(&x->world, e) || world_compute(&x->world, &c, e))
		return -1;
	return x->is_found ? 0
			   : err_set(e, ERR_FAULT, "run %lld: its catalogue computes no %s of %s in %s",
				     (long long)x->figure->run, CELL(x, indicator), CELL(x, agency),
				     CELL(x, period));
}

int explain_figure(struct page *page, const struct explain_options *o, const struct stored_figure *f,
	const char **differs, struct err *e)
{
	struct explaining x = {.o = o, .figure = f, .page = page};
	int rc;

	*differs = NULL;
	x.messages = catalog_get(o->catalog, "messages", e);
	rc = x.messages ? say_names(&x, e) : -1;
	if (rc == 0 && f->is_held)
		rc = page_set(page, "held", "1", e) || page_set(page, "reason", CELL(&x, reason), e) ? -1 : 0;
	else if (rc == 0)
		rc = compute(&x, e) || verify(&x, differs, e) ? -1 : 0;
	free(x.taken);
	tally_release(&x.list);
	world_release(&x.world);
	return rc;
}
