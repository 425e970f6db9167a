#include "core/pattern.h"

#include <stdlib.h>

#define ROOM (512u << 10) /* more than a pattern of the catalogue takes */

int pattern_compile(regex_t *out, const char *text, struct err *e)
{
	/* glibc's regcomp frees twice when memory runs out inside it, and the process is gone: ask before */
	void *volatile room = malloc(ROOM);
	int rc;

	if (!room)
		return err_set(e, ERR_NOMEM, "out of memory for a pattern");
	free(room);
	rc = regcomp(out, text, REG_EXTENDED | REG_NOSUB);
	if (rc == REG_ESPACE)
		return err_set(e, ERR_NOMEM, "out of memory for a pattern");
	return rc == 0 ? 0 : 1;
}
