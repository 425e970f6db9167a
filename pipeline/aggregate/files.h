/* The files that records came from, by number, and which of them are void. */
#ifndef AGGREGATE_FILES_H
#define AGGREGATE_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"

/* The file's hash where it is called by it, else the hash of what it is called. */
struct file_name {
	unsigned char bytes[32];
};

/* A zeroed struct is empty. */
struct files {
	uint32_t *slots; /* numbers plus one, 0: free */
	size_t nslots, n;
	struct file_name *names;
	bool *is_void;
};

/* The number of the file, a new one for a new id. Errors: ERR_NOMEM. Memory: O(files), some 50 bytes each. */
int files_find(struct files *f, struct slice id, uint32_t *number, struct err *e);
void files_void(struct files *f, uint32_t number);
bool files_is_void(const struct files *f, uint32_t number);
void files_release(struct files *f);

#endif
