/* Files below the inbox, reached folder by folder: a link on the way leads nowhere, whatever stood there when
 * the names were listed. */
#ifndef TAKE_PLACE_H
#define TAKE_PLACE_H

#include <sys/stat.h>
#include "core/buf.h"
#include "core/err.h"

struct place {
	int top;
	int folder;	 /* the last one asked for: most files share theirs with the one before */
	struct buf path; /* its path below top */
};

/* Errors: ERR_NOINPUT when dir is no folder that can be read. Owns: *p is yours, place_close. */
int place_open(struct place *p, const char *dir, struct err *e);
void place_close(struct place *p);

/* The descriptor of path's folder (borrowed until the next call), and in *base the name in it; -1 with errno
 * set (ELOOP or ENOTDIR when a link lies on the way). */
int place_folder(struct place *p, const char *path, const char **base);

/* What a file is known again by: size, time of change and number. Shape: out holds 80 bytes. */
void place_stat_text(const struct stat *st, char out[80]);

#endif
