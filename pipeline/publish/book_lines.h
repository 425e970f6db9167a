/* How high a cell of a workbook is. */
#ifndef PUBLISH_BOOK_LINES_H
#define PUBLISH_BOOK_LINES_H

/* The lines of a text in a column that is so many digits wide, broken between words: a letter is about as
 * wide as a digit. At least 1. */
unsigned book_lines(const char *text, unsigned width);

#endif
