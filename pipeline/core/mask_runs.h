/* The digits of a person's number, hidden in any text: of plain bytes, so that errors can stand on it. */
#ifndef CORE_MASK_RUNS_H
#define CORE_MASK_RUNS_H

#include <stdbool.h>
#include <stddef.h>

/* Writes # for every digit of a number of nine digits and more, also with blanks, dots, hyphens or brackets
 * in it (0912 345 678): a telephone, an identity card, an account. What is surely none stays: dates, times
 * (20240205080000), hashes, UUIDs; with has_thousands 9.885.295.762 as well. In place, never longer. Returns
 * the length. */
size_t mask_runs(char *text, size_t len, bool has_thousands);

/* Writes # for every digit of a date (12/3/1985, 1985-03-12), in place: beside a person it is a day of birth.
 */
void mask_days(char *text, size_t len);

/* The same as mask_runs of a whole line of a log. */
void mask_line(char *text);

/* Bytes of the digit at s, also of a full-width one (U+FF10 to U+FF19); 0: there is none. */
size_t mask_digit_at(const char *s, size_t len);

#endif
