/* What a process may ask of the kernel, given up for good: for the cell, before it sees its first byte. */
#ifndef CORE_CONFINE_H
#define CORE_CONFINE_H

#include "core/err.h"

/* From here on: memory, time, its own limits, reading what it has and what `from` hands it, writing into
 * `to`. No file is opened by name, nothing is run, no other process is seen, no memory becomes code: such a
 * call fails with EPERM. seccomp, and Landlock behind it; what the kernel lacks is left out, and so is all of
 * it in a sanitizer's build, whose runtime asks for more. Errors: ERR_FAULT, ERR_NOMEM. */
int confine(int from, int to, struct err *e);

#endif
