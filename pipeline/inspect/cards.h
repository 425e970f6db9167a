/* A list for a person at a terminal: cards of 80 columns, each part behind its label in both languages. */
#ifndef INSPECT_CARDS_H
#define INSPECT_CARDS_H

#include <stdio.h>
#include "core/err.h"
#include "core/table.h"

#define CARD_WIDTH 80
#define CARD_INDENT 4
#define CARD_LABEL 23 /* columns of a label and the blank behind it */

/* The text's words from column `at` on, further lines from column `indent`; then a line break. */
void card_text(FILE *out, const char *text, size_t at, size_t indent);

/* label: a row of messages.csv, whose two texts stand before the words; "" is shown as a dash. Errors:
 * ERR_CATALOG. */
int card_part(FILE *out, const struct table *messages, const char *label, const char *text, struct err *e);

#endif
