/* Figures as the warehouse has them: what a reader may see of each, or all of it for those who approve. */
#ifndef EXPLAIN_FIGURE_H
#define EXPLAIN_FIGURE_H

#include "compute/result.h"
#include "load/db.h"

/* Texts are "" where there is none. The columns of sql/load/explain-figures.sql in their order. */
#define FIGURE_CELLS(X)                                                                                      \
	X(set)                                                                                               \
	X(indicator)                                                                                         \
	X(agency)                                                                                            \
	X(period)                                                                                            \
	X(basis)                                                                                             \
	X(numerator)                                                                                         \
	X(denominator)                                                                                       \
	X(value)                                                                                             \
	X(shown)                                                                                             \
	X(unit)                                                                                              \
	X(score)                                                                                             \
	X(score_max)                                                                                         \
	X(target)                                                                                            \
	X(status)                                                                                            \
	X(due)                                                                                               \
	X(due_status)                                                                                        \
	X(national_target)                                                                                   \
	X(national_status)                                                                                   \
	X(national_due)                                                                                      \
	X(national_due_status)                                                                               \
	X(flags)                                                                                             \
	X(reason)                                                                                            \
	X(rules)                                                                                             \
	X(state)

enum figure_cell {
#define FIGURE_AT(name) FIGURE_AT_##name,
	FIGURE_CELLS(FIGURE_AT)
#undef FIGURE_AT
		FIGURE_COLUMNS
};

extern const char *const figure_columns[FIGURE_COLUMNS];

struct stored_figure {
	const char *cells[FIGURE_COLUMNS];
	int64_t run;
	bool is_held;	     /* its number is not for this reader */
	bool is_status_held; /* nor are its statuses: they count what is held beside it */
	bool is_proof_held;  /* nor the proofs of its flags and the numbers that its rules quote */
};

struct figures {
	struct stored_figure *list;
	size_t n;
	PGresult *rows, **held; /* the texts */
	bool may_see_held;	/* the session's role approves */
};

/* Which are meant; "" any. */
struct figures_asked {
	const char *period, *indicator, *set, *agency;
};

/* What holds now, without the series by today's agencies. A held one is whole for the role that approves.
 * Errors: ERR_DATABASE for a role that may not read what figures are made of; db_fail's. */
int figures_read(struct figures *f, struct db *db, const struct figures_asked *asked, struct err *e);
void figures_release(struct figures *f);

/* The first column in which the result is another figure, as far as the reader may see; NULL: it is the same
 * to the last digit. Errors: ERR_NOMEM. */
int figure_differs(const struct stored_figure *f, const struct result *r, const char **column, struct err *e);

#endif
