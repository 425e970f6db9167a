/* The cell: a confined process for reading what strangers wrote. It has no connection, opens and writes no
 * file, leaves no core, takes a bounded amount of memory and, for each file, of processor time; it dies with
 * its parent. Where the kernel has them, seccomp and Landlock take the rest (core/confine.h). Files are
 * handed in one after another by their descriptors; one pipe leads out. */
#ifndef CORE_CELL_H
#define CORE_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include "core/err.h"

#define CELL_REQUEST_BYTES 65536 /* what is said with a descriptor: names, numbers, a sidecar of 16 KiB */

struct cell_process {
	pid_t pid;
	int to;	  /* socket: requests, each with a descriptor; -1 after cell_finish */
	int from; /* the reading end of its pipe; closed by cell_end */
};

/* In the cell, once for each file: fd is closed after it; out is the pipe's writing end; an empty request of
 * no file never comes. Returns 0, or -1 to end the cell with status ERR_FAULT. */
typedef int cell_fn(void *arg, int fd, const char *request, size_t len, int out);

/* Starts it. What arg holds is the cell's by fork; every other descriptor is shut there, those of `shut`
 * first. Errors: ERR_FAULT (no pipe), ERR_RETRY (no process). */
int cell_start(
	struct cell_process *c, cell_fn *work, void *arg, const int *shut, size_t nshut, struct err *e);

/* Hands in a file (fd stays the caller's, who may close it at once) with a request of at most
 * CELL_REQUEST_BYTES. Files are taken in the order of giving.
 * Returns 0, or 1 when its queue is full: read what it says first, then again. Errors: ERR_FAULT: it is gone.
 */
int cell_give(struct cell_process *c, int fd, const char *request, size_t len, struct err *e);

/* No more files: it ends when it has answered all it was given. */
void cell_finish(struct cell_process *c);

/* Waits for it; one whose answers were refused (rc not 0) or not read to their end (has_ended false) is
 * killed first. Returns rc, which keeps its error. Errors: ERR_FAULT at `name` when it was killed by a
 * signal, or ended before its last word: the text says how, and which limit of time that was. */
int cell_end(struct cell_process *c, const char *name, int rc, bool has_ended, struct err *e);

#endif
