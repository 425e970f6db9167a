/* How a cell of the warehouse is written for readers of Vietnamese: 1.234,5; 31/03/2024. */
#ifndef PUBLISH_CELL_H
#define PUBLISH_CELL_H

#include <libpq-fe.h>
#include "core/buf.h"
#include "core/err.h"

enum cell_kind { CELL_IS_TEXT, CELL_IS_NUMBER, CELL_IS_DATE, CELL_IS_BOOL };

/* By the type of the statement's column. */
enum cell_kind cell_kind_of(const PGresult *r, int column);

/* Appends it; of a bool 1 or nothing. Of an absent cell nothing. Errors: ERR_NOMEM. */
int cell_write(const PGresult *r, int row, int column, struct buf *out, struct err *e);

#endif
