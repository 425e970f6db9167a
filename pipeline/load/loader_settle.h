/* The loader's inside: all statements of a batch but COMMIT. Only the loader's own files include this. */
#ifndef LOAD_LOADER_SETTLE_H
#define LOAD_LOADER_SETTLE_H

#include "load/loader_state.h"

/* Sends the last chunk, then supersedes, drops duplicates, writes the ledger, chooses anew, marks, and stores
 * rejects and quarantine. Errors: ERR_RETRY for files that somebody else loaded meanwhile, db_fail's. */
int loader_settle(struct loader *l, struct err *e);

#endif
