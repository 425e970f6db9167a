/* When targets are due: on a day, on that day of every year, or never said. */
#ifndef MODEL_DUE_H
#define MODEL_DUE_H

#include "model/catalog.h"

#define DUE_SIZE 11 /* YYYY-MM-DD */

/* The day on which row i of targets.csv is due, for a figure of a period that ends on `ends_on`: its `due`,
 * or, where `repeat` is year, the same day of the period's year (not before its first). "" when undated. */
void due_find(const struct table *targets, size_t i, const char *ends_on, char out[DUE_SIZE]);

/* The same of a row that says `due`, and whether it repeats every year. */
void due_day(const char *due, bool is_yearly, const char *ends_on, char out[DUE_SIZE]);

/* The day on which the set's last row says that it ends, or "": it goes on. */
const char *due_set_end(const struct table *sets, const char *set);

/* What the calendar alone says on `today`. */
enum due_state { DUE_UNDATED, DUE_AHEAD, DUE_TODAY, DUE_PAST };
enum due_state due_state_of(const char *due, const char *today);

/* Its word: undated, ahead, today, past. */
const char *due_state(const char *due, const char *today);

#endif
