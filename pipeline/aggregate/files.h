/* The files that records came from, by number, and which of them are void. */
#ifndef AGGREGATE_FILES_H
#define AGGREGATE_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"

/* A zeroed struct is empty. */
struct files {
	struct file_slot *slots;
	size_t nslots, n;
	bool *is_void;
	uint32_t last; /* the file asked for last: records of a file come together */
	struct slice last_id;
	struct arena arena;
};

/* The number of the file, a new one for a new id. Errors: ERR_NOMEM. Memory: O(files). */
int files_find(struct files *f, struct slice id, uint32_t *number, struct err *e);
void files_void(struct files *f, uint32_t number);
bool files_is_void(const struct files *f, uint32_t number);
void files_release(struct files *f);

#endif
