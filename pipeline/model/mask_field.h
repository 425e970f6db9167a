/* Which kind of kept text a field holds. */
#ifndef MODEL_MASK_FIELD_H
#define MODEL_MASK_FIELD_H

#include <string.h>
#include "core/text.h"
#include "model/feed.h"
#include "model/mask.h"

/* A code or an identifier in one word of ASCII is like the name of a file; with a blank, and where a date or
 * a body is meant, it is a text like any other: "hem 204 ba trieu". */
static inline enum mask_kept mask_field(const struct field *f, struct slice text)
{
	if (f->type == TYPE_FIGURE || f->type == TYPE_INTEGER || f->type == TYPE_DECIMAL)
		return MASK_FIGURE;
	return (f->type == TYPE_ID || f->type == TYPE_CODE || f->type == TYPE_PROCEDURE) &&
			       text_is_ascii(text.text, text.len) && !memchr(text.text, ' ', text.len)
		       ? MASK_NAME
		       : MASK_TEXT;
}

#endif
