/* What a program that a signal ends must not leave behind: files that have no name of their own yet.
 *
 * SIGTERM, SIGINT and SIGHUP remove what was added and not dropped; then the signal ends the program as it
 * would have done (a SIGHUP that nohup ignores stays ignored). A child that was forked removes nothing of its
 * parent's. What SIGKILL leaves is told by its name. */
#ifndef CORE_LEFTOVER_H
#define CORE_LEFTOVER_H

#include "core/err.h"

enum leftover_kind {
	LEFTOVER_FILE,
	LEFTOVER_TREE, /* a folder with all that is in it */
	LEFTOVER_NEW   /* the names of a folder that end in .new */
};

/* Before the file is made. path is copied. Errors: ERR_NOMEM, ERR_USAGE for a path that is too long. */
int leftover_add(enum leftover_kind kind, const char *path, struct err *e);
/* When it is in place, or removed. */
void leftover_drop(const char *path);

/* As mkostemp (O_CLOEXEC) and mkdtemp, and added with the name that was found: no signal comes between.
 * Shape: a descriptor, or 0; -1. Errors: ERR_OUTPUT; as leftover_add. */
int leftover_make_file(char *template, struct err *e);
int leftover_make_tree(char *template, struct err *e);

/* In a child: signals end it, and that is all. */
void leftover_forget(void);

#endif
