/* Words on a terminal's page. */
#ifndef CORE_WRAP_H
#define CORE_WRAP_H

#include <stddef.h>
#include <stdio.h>

/* Columns of NFC text: characters. */
size_t wrap_columns(const char *text, size_t len);

/* Writes the words of the text, the first of them at column `at`, where the caller stands, further lines from
 * column `indent`, none beyond column `width` but a word that is longer alone; then a line break. What the
 * stream says of it is the caller's to ask. */
void wrap_text(FILE *out, const char *text, size_t at, size_t indent, size_t width);

#endif
