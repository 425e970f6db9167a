/* The manifest of a night: one row a file, as chiso-take writes it; with its last columns filled in it is the
 * verdicts.
 *
 * CSV with a header, rows of kind `file`, then one row `end` with their number in column `file`. */
#ifndef LOAD_MANIFEST_H
#define LOAD_MANIFEST_H

#include <stdint.h>
#include <stdio.h>
#include "core/record.h"

enum manifest_column {
	MANIFEST_KIND,
	MANIFEST_FILE, /* SHA-256 of the uncompressed bytes (of a gzip that is refused: of the packed ones) */
	MANIFEST_FEED,
	MANIFEST_STATE, /* taken, refused, left */
	MANIFEST_BYTES,
	MANIFEST_NAME, /* as shown: UTF-8 */
	MANIFEST_PATH,
	MANIFEST_RAW,  /* its base name in the raw folder */
	MANIFEST_CODE, /* of a refusal or a bad file */
	MANIFEST_REASON,
	MANIFEST_VERDICT, /* from here on ours: loaded, duplicate, bad, left */
	MANIFEST_LOAD,
	MANIFEST_READ,
	MANIFEST_KEPT,
	MANIFEST_REJECTED,
	MANIFEST_DUPLICATE,
	MANIFEST_COLUMNS
};

enum manifest_state { MANIFEST_TAKEN, MANIFEST_REFUSED, MANIFEST_LEFT };

/* Borrowed until the call returns. Texts are NUL-terminated, "" when absent. */
struct manifest_row {
	const char *cells[MANIFEST_COLUMNS];
	enum manifest_state state;
};

typedef int manifest_row_fn(void *arg, const struct manifest_row *row, struct err *e);

/* Gives every row of kind file. Errors: ERR_FILE with the line: another header, a state or kind that is none,
 * a taken file without hash, feed or raw name, no end row, another count; what fn sets. Memory: O(one row).
 */
int manifest_read(FILE *in, const char *name, manifest_row_fn *fn, void *arg, struct err *e);

/* Header, a row, the end. Errors: ERR_WRITE. */
int manifest_write_header(FILE *out, struct err *e);
int manifest_write_row(FILE *out, const char *const cells[MANIFEST_COLUMNS], struct err *e);
int manifest_write_end(FILE *out, uint64_t rows, struct err *e);

#endif
