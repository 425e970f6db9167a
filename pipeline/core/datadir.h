/* Where the files that come with the programs are: beside the program in a checkout, else installed. */
#ifndef CORE_DATADIR_H
#define CORE_DATADIR_H

#include <limits.h>

/* The folder of a checkout (build/[VARIANT/]bin/../../FOLDER) or, named by its last part, of an installation
 * (bin/../share/chiso/NAME, else that of PREFIX). Shape: it holds `file`; when none does, the last is
 * given. */
void datadir_find(const char *folder, const char *file, char out[PATH_MAX]);

#endif
