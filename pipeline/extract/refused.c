#include "extract/refused.h"

#include <stdarg.h>
#include <stdio.h>
#include "core/mask_runs.h"

void refusal_set(struct refusal *r, const char *code, long line, const char *expected, const char *fmt, ...)
{
	va_list ap;

	if (r->code)
		return;
	r->code = code;
	r->line = line;
	r->expected = expected;
	va_start(ap, fmt);
	vsnprintf(r->found, sizeof(r->found), fmt, ap);
	mask_line(r->found);
	va_end(ap);
}
