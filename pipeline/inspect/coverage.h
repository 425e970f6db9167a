/* What the catalogue covers of the documents: a row each, and no empty cell. */
#ifndef INSPECT_COVERAGE_H
#define INSPECT_COVERAGE_H

#include <stdio.h>
#include "model/catalog.h"

/* Writes `part,row,definition,method,test,entry` of every row of the index: the formulas or the reason why
 * there is none, the method, the test that holds the method to values worked out by hand, and the ways in
 * which its values come. Other parts (targets, agency strings) are functions of the same shape in the list of
 * coverage.c. *empty counts cells without text. Errors: ERR_CATALOG, ERR_WRITE. */
int coverage_write(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e);

/* One row; an empty cell is counted. Errors: ERR_WRITE. */
int coverage_row(FILE *out, const char *const cells[6], size_t *empty, struct err *e);

/* The agency strings of the documents: their agencies, how they were resolved, the test. Errors: ERR_CATALOG,
 * ERR_WRITE. */
int coverage_strings(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e);

/* The codes of bodies by territory: how many are real, assumed (inferred, not seen in a document) or
 * invented, and whose word that is; codes that do not say leave a cell empty. Errors: as coverage_strings. */
int coverage_codes(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e);

#endif
