#include "model/severity.h"

static const char *const names[SEVERITIES] = {"info", "flag", "gate"};

const char *severity_name(enum severity s)
{
	return names[s];
}

int severity_parse(struct slice text, enum severity *s)
{
	for (int i = 0; i < SEVERITIES; i++)
		if (slice_equals(text, names[i])) {
			*s = (enum severity)i;
			return 0;
		}
	return -1;
}
