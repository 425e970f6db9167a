/* The catalogue's tables for people: as CSV, as a list of names, as a tree of agencies. */
#ifndef INSPECT_SHOW_H
#define INSPECT_SHOW_H

#include <stdio.h>
#include "model/agencies.h"

/* The table after overlays, with its header; of calendars the periods that their rules lay out, too. A table
 * of schema.csv that no folder has is empty. date: only rows that hold then, or NULL. Errors: ERR_USAGE for
 * another one. */
int show_table(struct catalog *c, const char *name, const char *date, FILE *out, struct err *e);

/* Name and rows of every table. Errors: ERR_CATALOG, ERR_WRITE. */
int show_tables(struct catalog *c, FILE *out, struct err *e);

/* Agencies under their parents, valid on date; groups are left out. Errors: ERR_CATALOG, ERR_WRITE. */
int show_tree(struct catalog *c, const char *date, FILE *out, struct err *e);

#endif
