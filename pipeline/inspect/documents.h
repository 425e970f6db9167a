/* The documents as they stand: every row of every set with its own words, and what the table of targets does
 * not need of them. */
#ifndef INSPECT_DOCUMENTS_H
#define INSPECT_DOCUMENTS_H

#include <stdio.h>
#include "inspect/lint.h"

/* How many rows a section's heading announces, "Kinh tế số (06 chỉ tiêu):" 6: a number and the words of the
 * setting section_counts in parentheses; -1: it does not say. */
long section_announced(const char *title, const char *words);

/* CSV of every row of every set valid on date (NULL: all), in the order of the sets and their rows:
 * set,seq,section,section_title,announced,rows,stt,indicator,wording,guidance,year,result. guidance and
 * result: set_texts.csv; year: of the result; rows: how many the section has. Errors: ERR_CATALOG. Memory:
 * O(rows). */
int documents_show(struct catalog *c, const char *date, FILE *out, struct err *e);

/* A text of a row that is not there. Notes a section with another number of rows than its heading announces,
 * and a target that is due after its set ends, where the set does not say what becomes of it. Errors:
 * ERR_CATALOG; as lint_add. */
int lint_documents(struct lint *l, struct err *e);

#endif
