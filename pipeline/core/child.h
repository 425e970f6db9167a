/* A confined child process, for reading what strangers wrote: it has no connection, writes no file, leaves no
 * core, takes a bounded amount of memory and dies with its parent. One pipe leads out. */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H

#include <stdbool.h>
#include <sys/types.h>
#include "core/err.h"

struct child {
	pid_t pid;
	int from; /* the reading end of its pipe; closed by child_end */
};

/* Starts it: it closes the descriptor `shut` and ends with what run(arg, out) returns, where out is the
 * pipe's writing end. Errors: ERR_FAULT (no pipe), ERR_RETRY (no process). */
int child_start(struct child *c, int (*run)(void *arg, int out), void *arg, int shut, struct err *e);

/* Waits for it; one whose output was refused (rc not 0) is killed first. has_ended: its last word came.
 * Returns rc. Errors: ERR_FAULT at `name` when it was killed, or ended before its last word. */
int child_end(struct child *c, const char *name, int rc, bool has_ended, struct err *e);

#endif
