/* A catalogue as one text: what audit.catalog keeps, and what `--catalog as-published` unpacks again. */
#ifndef MODEL_ARCHIVE_H
#define MODEL_ARCHIVE_H

#include <stdio.h>
#include "model/catalog.h"

/* Writes every CSV file of every folder, folders in the catalogue's order, files by name: the same folders
 * give the same bytes. Shape: "chiso-catalog 1", then a file "FOLDER/NAME.csv BYTES", LF, its bytes, LF; at
 * the end "end FILES". Errors: ERR_CATALOG, ERR_WRITE. */
int archive_write(struct catalog *c, FILE *out, struct err *e);

/* Makes dir and in it the folders and files, and writes the folders' names in the catalogue's order, a line
 * each. Errors: ERR_FILE for what is no archive or is cut off, or a name that leads out of dir; ERR_OUTPUT.
 */
int archive_read(FILE *in, const char *dir, FILE *names, struct err *e);

#endif
