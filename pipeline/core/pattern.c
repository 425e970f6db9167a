#include "core/pattern.h"

#include <stdlib.h>

#define ROOM (512u << 10) /* more than a pattern of the catalogue takes */

static int compile(regex_t *out, const char *text, int flags, struct err *e)
{
	/* glibc's regcomp frees twice when memory runs out inside it, and the process is gone: ask before */
	void *volatile room = malloc(ROOM);
	int rc;

	if (!room)
		return err_set(e, ERR_NOMEM, "out of memory for a pattern");
	free(room);
	rc = regcomp(out, text, REG_EXTENDED | flags);
	if (rc == REG_ESPACE)
		return err_set(e, ERR_NOMEM, "out of memory for a pattern");
	return rc == 0 ? 0 : 1;
}

int pattern_compile(regex_t *out, const char *text, struct err *e)
{
	return compile(out, text, REG_NOSUB, e);
}

int pattern_compile_places(regex_t *out, const char *text, struct err *e)
{
	return compile(out, text, 0, e);
}
