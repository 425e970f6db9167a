/* targets.csv and milestones.csv: what a document asks of an indicator, and of its way there. */
#ifndef MODEL_TARGET_ROWS_H
#define MODEL_TARGET_ROWS_H

#include "model/rows.h"

enum target_part { PART_WHOLE, PART_CONDITION, PART_GROWTH, PART_REMAINDER, PART_MAINTAIN };
enum target_level { LEVEL_NATIONAL, LEVEL_PROVINCE, LEVEL_UNSAID };
enum target_kind {
	TARGET_LEVEL,
	TARGET_UNTIL,
	TARGET_EACH,
	TARGET_GROWTH,
	TARGET_COUNT_PER_YEAR,
	TARGET_REMAINDER,
	TARGET_VERSION,
	TARGET_MAINTAIN,
	TARGET_CONDITION,
	TARGET_TASK,
	TARGET_NONE
};
enum target_flag { FLAG_NONE, FLAG_IMPOSSIBLE, FLAG_NO_UNIT, FLAG_OTHER_MEASURE };
enum target_repeat { REPEAT_NEVER, REPEAT_YEAR };

/* COMPARATOR_UNSAID: a bare number. */
enum comparator {
	COMPARATOR_UNSAID,
	COMPARATOR_GE,
	COMPARATOR_GT,
	COMPARATOR_LE,
	COMPARATOR_LT,
	COMPARATOR_EQ,
	COMPARATOR_RANGE,
	COMPARATOR_STRIVE
};

struct target {
	struct row_head head;
	const char *set, *indicator;
	enum target_part part; /* of a line that asks for several things */
	enum target_level level;
	const char *year, *text;
	enum target_kind kind;
	enum comparator comparator;
	const char *low, *high; /* decimals; of a version low is one, such as 3.0 */
	const char *unit, *var; /* the variable that it is about, "" for the indicator's value */
	const char *due;	/* YYYY-MM-DD */
	enum target_repeat repeat;
	const char *baseline, *baseline_year;
	enum target_flag flag; /* why no figure is held against it */
};

struct targets {
	const struct target *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int targets_open(struct targets *t, struct catalog *c, struct err *e);

/* The indicator's targets, of every document and on any day, in the table's order; how many. */
size_t targets_of(const struct targets *t, const char *indicator, const struct target *const **first);

/* The first of them that is valid on date (NULL: any), or NULL. */
const struct target *target_first(const struct targets *t, const char *indicator, const char *date);

struct milestone {
	struct row_head head;
	const char *set, *indicator;
	enum target_part part;
	enum target_level level;
	const char *on_date;
	enum comparator comparator;
	const char *low;
};

struct milestones {
	const struct milestone *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int milestones_open(struct milestones *t, struct catalog *c, struct err *e);

/* The latest milestone of the target, valid on date, that has come by today; or NULL. */
const struct milestone *milestone_find(
	const struct milestones *t, const struct target *target, const char *date, const char *today);

/* Whether the word is a comparator, "" among them; which. */
bool comparator_find(const char *word, enum comparator *out);

/* The word of a level: national, province. */
const char *target_level_word(enum target_level level);

extern const struct row_shape target_shape, milestone_shape;

#endif
