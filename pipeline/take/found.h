/* What the cell finds out about one file: its answer, of one size, to each descriptor it is given. */
#ifndef TAKE_FOUND_H
#define TAKE_FOUND_H

#include <stdbool.h>
#include <stdint.h>
#include "core/cell.h"

struct found {
	uint64_t bytes;		  /* uncompressed */
	unsigned char plain[32];  /* SHA-256 of the uncompressed bytes; of no meaning when refused */
	unsigned char packed[32]; /* SHA-256 of the bytes as they lie there */
	bool is_gzip;
	int kind; /* enum err_kind: ERR_NONE, with a code when it is known to be no message; ERR_FILE, then
		   * code says why it is refused; else why the cell could not look */
	char code[32];	/* a row of reject_codes.csv, or "" */
	char text[600]; /* what was found and expected */
	char feed[64];	/* by its first elements; "" when none fits */
};

/* Who looks: run in the cell for each file (see core/cell.h), it reads from the file's beginning, whatever
 * its offset, and writes one struct found. The program's door has it, because it is the extractor's business.
 */
struct prober {
	cell_fn *work;
	void *arg;
};

#endif
