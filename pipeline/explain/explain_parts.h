/* One figure while it is explained: for the explain_*.c files only. */
#ifndef EXPLAIN_EXPLAIN_PARTS_H
#define EXPLAIN_EXPLAIN_PARTS_H

#include "compute/knowledge.h"
#include "explain/tally.h"
#include "explain/explain.h"
#include "explain/world.h"

/* A row of measures that a variable is made of. */
struct taken {
	const struct measure *m;
	size_t variable; /* of the result */
};

struct explaining {
	const struct explain_options *o;
	const struct table *messages; /* of today's catalogue: words, not rules */
	struct world world;
	const struct stored_figure *figure;
	struct observations f; /* while the figure is computed */
	struct taken *taken;
	size_t ntaken, cap;
	struct result *again;		     /* while its variables are read */
	bool is_full;			     /* memory for taken ran out */
	const char *kinds[RESULT_VARIABLES]; /* of records that its variables are made of */
	size_t nkinds;
	struct tally list;
	struct page *page;
	bool is_found;
};

/* A text of the page in two languages, by a row of messages.csv: NAME and NAME_en. Errors: ERR_CATALOG. */
int explain_say(struct explaining *x, struct page *row, const char *name, const char *id, struct err *e);

struct explain_word {
	const char *word, *id; /* the last has NULL */
};

/* The same of a word that is one of those in words, else as it stands. Errors: ERR_CATALOG. */
int explain_word_say(struct explaining *x, struct page *row, const char *name, const char *word,
	const struct explain_word *words, struct err *e);

/* An ISO time under NAME, and as it is read in Viet Nam under NAME_shown: 16/01/2024 01:00. Errors:
 * ERR_NOMEM.
 */
int explain_time_say(struct page *row, const char *name, const char *iso, struct err *e);

/* The title of a row of the run's catalogue, valid at the end of the period: "" when there is none. */
const char *explain_title(const struct explaining *x, const char *table, const char *key, const char *value,
	const char *column);

/* The parts of the page. r and k are those of the computation. Errors: ERR_CATALOG, ERR_NOMEM; of those that
 * ask the database db_fail's. */
int explain_definition(
	struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e);
int explain_formula(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e);
int explain_denominators(
	struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e);
int explain_records(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e);
int explain_files(struct explaining *x, struct err *e);
int explain_history(struct explaining *x, struct err *e);
int explain_changes(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e);
int explain_waiting(struct explaining *x, struct err *e);

#endif
