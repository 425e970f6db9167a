/* Checks of what numbers and states are read by. */
#ifndef INSPECT_LINT_WORDS_H
#define INSPECT_LINT_WORDS_H

#include "inspect/lint.h"

/* number_words: a scale has a factor above zero and nothing else has one, a comparator says which; dialects:
 * the words of their rule, marks of one sign that differ; code_aliases: no name of another code of its list.
 * Errors: ERR_CATALOG. */
int lint_words(struct lint *l, struct err *e);

#endif
