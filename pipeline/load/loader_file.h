/* The loader's inside: one file from its first record to its trailer. Only the loader's own files include
 * this. */
#ifndef LOAD_LOADER_FILE_H
#define LOAD_LOADER_FILE_H

#include "load/loader_state.h"

/* Begins the file. One that is loaded already is only counted. Errors: ERR_FAULT for one file by two names in
 * a whole stream; db_fail's. */
int loader_file_begin(struct loader *l, struct slice file, struct err *e);

/* The chunk is full: whole files go, or the one that fills it is streamed. Errors: those of the chunk before,
 * and of a batch that is committed first. */
int loader_file_flush(struct loader *l, struct err *e);

/* Ends the file by its trailer. Errors: ERR_FILE when its counts are not those of its records, and those of a
 * batch that it fills. */
int loader_file_end(struct loader *l, const struct record *trailer, struct err *e);

#endif
