#include "publish/edition_name.h"

#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

int edition_name(const struct publication *p, const char *file, const char *own, char *out, struct err *e)
{
	if (own[strspn(own, LETTERS)] || strlen(own) > 200)
		return err_set(e, ERR_FAULT,
			"page %s: found name \"%.40s\", expected at most 200 letters, digits, . _ -", p->page,
			own);
	if (*own)
		snprintf(out, EDITION_NAME, "%s-%s", file, own);
	else if (*p->set)
		snprintf(out, EDITION_NAME, "%s-%s-%s", file, p->set, p->period);
	else
		snprintf(out, EDITION_NAME, "%s", file);
	return 0;
}
