/* How far a program is: one line on a terminal, rewritten, when it takes longer than two seconds, and removed
 * before anything else is said and at the end. Without a terminal on stderr, with -q, or where the output
 * goes to a terminal too, none of this does anything. */
#ifndef DOOR_PROGRESS_H
#define DOOR_PROGRESS_H

#include "door/options.h"

/* is_apart: what is written goes elsewhere than to standard output. options_open calls it. */
void progress_start(const struct options *o, bool is_apart);

/* This file is being read now: what the one before it held is done. options_input and options_input_fd call
 * it. */
void progress_file(int fd);

/* n more of what the program counts by: records, unless progress_unit has said another word. */
void progress_add(uint64_t n);
void progress_unit(const char *plural);

/* Removes the line, which comes again while there is work. The lines of the log call it. */
void progress_clear(void);

#endif
