#include "model/target_rows.h"

#include <string.h>

static const struct row_word target_parts[] = {{"", PART_WHOLE}, {"condition", PART_CONDITION},
	{"growth", PART_GROWTH}, {"remainder", PART_REMAINDER}, {"maintain", PART_MAINTAIN}, {NULL, 0}};
static const struct row_word levels[] = {
	{"", LEVEL_UNSAID}, {"national", LEVEL_NATIONAL}, {"province", LEVEL_PROVINCE}, {NULL, 0}};
static const struct row_word target_kinds[] = {{"", TARGET_LEVEL}, {"level", TARGET_LEVEL},
	{"until", TARGET_UNTIL}, {"each", TARGET_EACH}, {"growth", TARGET_GROWTH},
	{"count_per_year", TARGET_COUNT_PER_YEAR}, {"remainder", TARGET_REMAINDER},
	{"version", TARGET_VERSION}, {"maintain", TARGET_MAINTAIN}, {"condition", TARGET_CONDITION},
	{"task", TARGET_TASK}, {"none", TARGET_NONE}, {NULL, 0}};
static const struct row_word comparators[] = {{"", COMPARATOR_UNSAID}, {"ge", COMPARATOR_GE},
	{"gt", COMPARATOR_GT}, {"le", COMPARATOR_LE}, {"lt", COMPARATOR_LT}, {"eq", COMPARATOR_EQ},
	{"range", COMPARATOR_RANGE}, {"strive", COMPARATOR_STRIVE}, {NULL, 0}};
static const struct row_word target_flags[] = {{"", FLAG_NONE}, {"impossible", FLAG_IMPOSSIBLE},
	{"no_unit", FLAG_NO_UNIT}, {"other_measure", FLAG_OTHER_MEASURE}, {NULL, 0}};
static const struct row_word repeats[] = {{"", REPEAT_NEVER}, {"year", REPEAT_YEAR}, {NULL, 0}};

static const struct row_column target_columns[] = {
	{"set", ROW_TEXT, offsetof(struct target, set), NULL},
	{"indicator", ROW_TEXT, offsetof(struct target, indicator), NULL},
	{"part", ROW_WORD, offsetof(struct target, part), target_parts},
	{"level", ROW_WORD, offsetof(struct target, level), levels},
	{"year", ROW_TEXT, offsetof(struct target, year), NULL},
	{"text", ROW_TEXT, offsetof(struct target, text), NULL},
	{"kind", ROW_WORD, offsetof(struct target, kind), target_kinds},
	{"comparator", ROW_WORD, offsetof(struct target, comparator), comparators},
	{"low", ROW_TEXT, offsetof(struct target, low), NULL},
	{"high", ROW_TEXT, offsetof(struct target, high), NULL},
	{"unit", ROW_TEXT, offsetof(struct target, unit), NULL},
	{"var", ROW_TEXT, offsetof(struct target, var), NULL},
	{"due", ROW_TEXT, offsetof(struct target, due), NULL},
	{"repeat", ROW_WORD, offsetof(struct target, repeat), repeats},
	{"baseline", ROW_TEXT, offsetof(struct target, baseline), NULL},
	{"baseline_year", ROW_TEXT, offsetof(struct target, baseline_year), NULL},
	{"flag", ROW_WORD, offsetof(struct target, flag), target_flags},
};
const struct row_shape target_shape = {"targets", sizeof(struct target), target_columns,
	sizeof(target_columns) / sizeof(*target_columns), {offsetof(struct target, indicator)}};

int targets_open(struct targets *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &target_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

size_t targets_of(const struct targets *t, const char *indicator, const struct target *const **first)
{
	return rows_find(t->rows, 0, indicator, (const void *const **)first);
}

const struct target *target_first(const struct targets *t, const char *indicator, const char *date)
{
	return rows_first(t->rows, 0, indicator, date);
}

static const struct row_column milestone_columns[] = {
	{"set", ROW_TEXT, offsetof(struct milestone, set), NULL},
	{"indicator", ROW_TEXT, offsetof(struct milestone, indicator), NULL},
	{"part", ROW_WORD, offsetof(struct milestone, part), target_parts},
	{"level", ROW_WORD, offsetof(struct milestone, level), levels},
	{"on_date", ROW_TEXT, offsetof(struct milestone, on_date), NULL},
	{"comparator", ROW_WORD, offsetof(struct milestone, comparator), comparators},
	{"low", ROW_TEXT, offsetof(struct milestone, low), NULL},
};
const struct row_shape milestone_shape = {"milestones", sizeof(struct milestone), milestone_columns,
	sizeof(milestone_columns) / sizeof(*milestone_columns), {offsetof(struct milestone, indicator)}};

int milestones_open(struct milestones *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &milestone_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

const struct milestone *milestone_find(
	const struct milestones *t, const struct target *target, const char *date, const char *today)
{
	const struct milestone *const *first, *found = NULL;
	size_t n = rows_find(t->rows, 0, target->indicator, (const void *const **)&first);

	for (size_t i = 0; i < n; i++)
		if (row_is_valid(first[i], date) && strcmp(first[i]->on_date, today) <= 0 &&
			strcmp(first[i]->set, target->set) == 0 && first[i]->part == target->part &&
			first[i]->level == target->level &&
			(!found || strcmp(first[i]->on_date, found->on_date) > 0))
			found = first[i];
	return found;
}

bool comparator_find(const char *word, enum comparator *out)
{
	unsigned value;
	bool is = row_word_find(comparators, word, &value);

	*out = is ? (enum comparator)value : COMPARATOR_UNSAID;
	return is;
}

const char *target_level_word(enum target_level level)
{
	return row_word_of(levels, level);
}
