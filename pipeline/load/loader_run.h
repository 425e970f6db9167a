/* Many files through a pool of parsers into one feed's loader. */
#ifndef LOAD_LOADER_RUN_H
#define LOAD_LOADER_RUN_H

#include "load/loader.h"
#include "load/pool.h"

struct loader_run {
	struct loader *loader;
	struct pool *pool;
	size_t first, end;  /* the pool's numbers of the files */
	const size_t *told; /* how many of them the loader has told of so far (its done) */
	bool spares;	    /* a parser that dies, or data that the database refuses, costs its file; else it
			       ends the run there */
	const char *(*name)(void *arg, size_t i); /* for the ledger and messages; shown */
	const char *(*file)(void *arg, size_t i); /* its id as the parser gives it until its end */
	void *arg;
};

/* Reads, loads and commits them, in their order. A batch that the database refuses for its data is taken back
 * and its files are taken again one a transaction; the one that fails is bad (file.database), the others
 * stand. A file whose parser died is bad (file.parser). Errors: what ends a run; what was told stands. */
int loader_run(const struct loader_run *r, struct err *e);

#endif
