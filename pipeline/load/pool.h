/* Parser cells side by side: files are handed to them in turn, and what they say is read in the order of the
 * files, so that nothing depends on how many there are or which is quicker. A cell that dies costs the file
 * it had; another takes the rest. */
#ifndef LOAD_POOL_H
#define LOAD_POOL_H

#include <stddef.h>
#include "core/buf.h"
#include "core/record.h"

#define POOL_MOST 8 /* cells: beyond that the loader is the slow one */
#define POOL_AHEAD                                                                                           \
	64 /* files one cell is given before they are read: each is an open descriptor; so long it works on  \
	      while the loader ends a batch */

/* Opens file i (the descriptor is the pool's) and appends what is said with it. A negative return stops. */
typedef int pool_open_fn(void *arg, size_t i, int *fd, struct buf *request, struct err *e);

/* In a cell, as cell_fn of core/cell.h: it answers with frames and ends each file with frame_done. */
typedef int pool_work_fn(void *arg, int fd, const char *request, size_t len, int out);

struct pool_options {
	size_t cells;
	pool_work_fn *work;
	void *work_arg; /* the cell has it by fork */
	int shut;	/* the connection: no descriptor of a cell; -1: none */
	pool_open_fn *open;
	int (*quiet)(
		void *arg, struct err *e); /* before a process is made: no thread may run; NULL: none does */
	void *arg;			   /* of open and quiet */
};

struct pool;

/* Owns: *out is yours, pool_free, which ends the cells. Errors: ERR_NOMEM. */
int pool_new(struct pool **out, const struct pool_options *o, struct err *e);
void pool_free(struct pool *p);

/* From here on files first to end - 1 are read, in this order. What cells had been given before is forgotten:
 * they are ended. */
void pool_begin(struct pool *p, size_t first, size_t end);

enum pool_word {
	POOL_DONE,   /* the file was read to its end: its row came */
	POOL_LOST,   /* its cell is gone before that, e says how: the file's fault, or ours in reading it */
	POOL_REFUSED /* the sink refused it, e is its error; pool_begin comes next, or the end */
};

/* Reads the next file and puts what it holds into next. Returns 0 for POOL_DONE, else -1. Errors: ERR_USAGE,
 * ERR_CATALOG, ERR_NOINPUT of the cell, and those of making cells and opening files, are POOL_REFUSED too:
 * they end the run. */
int pool_read(struct pool *p, const char *name, struct sink *next, enum pool_word *word, struct err *e);

#endif
