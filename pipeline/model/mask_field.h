/* Which kind of kept text a field holds. */
#ifndef MODEL_MASK_FIELD_H
#define MODEL_MASK_FIELD_H

#include "model/feed.h"
#include "model/mask.h"

/* Of a field that is no text (a code, a date, a body) what was sent is like a name of a file: short words. */
static inline enum mask_kept mask_field(const struct field *f)
{
	if (f->type == TYPE_TEXT || f->type == TYPE_VERBATIM)
		return MASK_TEXT;
	return f->type == TYPE_FIGURE || f->type == TYPE_INTEGER || f->type == TYPE_DECIMAL ? MASK_FIGURE
											    : MASK_NAME;
}

#endif
