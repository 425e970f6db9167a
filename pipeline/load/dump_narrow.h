/* The statement of a narrow dump: for dump.c. */
#ifndef LOAD_DUMP_NARROW_H
#define LOAD_DUMP_NARROW_H

#include "load/dump.h"

/* Appends ' AND …' over v's columns, or nothing. Errors: as buf_add, copy_add_literal. */
int dump_narrow_add(struct db *db, const struct dump_options *o, struct buf *sql, struct err *e);

/* Appends the loads that changed something since as_of, with commas between; of a whole dump nothing. Errors:
 * db_fail's. */
int dump_narrow_changed(struct db *db, const struct dump_options *o, struct buf *out, struct err *e);

/* Which file of sql/load. */
const char *dump_statement(const struct dump_options *o, const struct buf *changed);

#endif
