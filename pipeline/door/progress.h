/* How far a program is: one line on a terminal, rewritten, when it takes longer than two seconds, and removed
 * before anything else is said and at the end. Without a terminal on stderr, or where the output
 * goes to a terminal too, none of this does anything. */
#ifndef DOOR_PROGRESS_H
#define DOOR_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* names: the arguments, which may be files. is_apart: what is written goes elsewhere than to standard output.
 * options_open calls it, and a program that writes otherwise. */
void progress_start(const char *program, char *const *names, int n, bool is_apart);

/* This file is being read now: what the one before it held is done. options_input and options_input_fd call
 * it. */
void progress_file(int fd);

/* n more of what the program counts by: records, unless progress_unit has said another word. */
void progress_add(uint64_t n);
void progress_unit(const char *plural);

/* Removes the line, which comes again while there is work. The lines of the log call it. */
void progress_clear(void);

#endif
