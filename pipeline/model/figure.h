/* The clean columns of a field of type figure. */
#ifndef MODEL_FIGURE_H
#define MODEL_FIGURE_H

/* Text as sent, then kind (exact, range, bound, fraction, missing, text), comparator (eq ge gt le lt, strive
 * …), low, high, numerator, denominator, digits (shown after the decimal mark), unit, parts of a summed
 * numerator ("145440+639841"). */
#define FIGURE_COLUMNS 10

/* "", kind, comparator, low, high, numerator, denominator, digits, unit, parts: FIELD is the text, FIELD_kind
 * … the rest. */
extern const char *const figure_parts[FIGURE_COLUMNS];

#endif
