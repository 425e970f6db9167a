/* How dates and periods are written: patterns, rows of date_forms.csv and period_forms.csv.
 *
 * A pattern is written in small letters. Words and marks stand for themselves, a mark with or without blanks
 * around it; a blank is one mark of - / . , : _ or blanks, or nothing; ~ the same, but something; [ ] may be
 * there. Numbers: {YYYY}; two digits {MM} {DD} {hh} {mm} {ss}; one or two {M} {D} {h} {m} {s}, {N} the number
 * of a period in its year, {f} a fraction of a second, {I} the same in Roman numerals; {time} nothing, or T
 * or a blank and h:mm[:ss[.f]] with or without a zone; {zone} nothing, Z, ±hhmm, ±hh:mm. */
#ifndef MODEL_FORMS_H
#define MODEL_FORMS_H

#include <stdbool.h>
#include "core/buf.h"

#define FORM_BYTES 160 /* of a text: "báo cáo quý …" has some forty */

struct form_values {
	int year, month, day, hour, minute, second, fraction, number;
	int zone_minutes; /* east of Greenwich */
	bool has_zone;
};

/* The text as patterns are matched: NFC, small letters, plain characters (core/text.h), blanks as one, none
 * at the ends. out holds FORM_BYTES. Returns its length, 0 when it is no UTF-8, empty or too long. */
size_t form_fold(struct slice text, char *out);

/* Whether the whole folded text follows the pattern. */
bool form_fits(const char *pattern, struct slice folded, struct form_values *out);

/* What of the pattern cannot be read, or NULL. */
const char *form_check(const char *pattern);

#endif
