#include "core/datadir.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef CHISO_DATADIR
#define CHISO_DATADIR "/usr/local/share/chiso"
#endif

static bool holds(const char *folder, const char *file)
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof path, "%s/%s", folder, file);

	return n > 0 && n < (int)sizeof path && access(path, R_OK) == 0;
}

void datadir_find(const char *folder, const char *file, char out[PATH_MAX])
{
	const struct {
		const char *up, *folder;
	} places[] = {{"/../../", folder}, {"/../../../", folder}, {"/../share/chiso/", basename(folder)}};
	char exe[PATH_MAX / 2];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	char *slash;

	exe[n > 0 ? n : 0] = '\0';
	slash = strrchr(exe, '/');
	if (slash)
		*slash = '\0';
	for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
		snprintf(out, PATH_MAX, "%s%s%s", exe, places[i].up, places[i].folder);
		if (holds(out, file))
			return;
	}
	snprintf(out, PATH_MAX, "%s/%s", CHISO_DATADIR, basename(folder));
}
