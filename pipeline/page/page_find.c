#include "page/page_find.h"

#include <stdio.h>
#include <unistd.h>

void page_find_template(const struct catalog *c, const char *name, char out[PATH_MAX])
{
	size_t n;
	const char *const *dirs = catalog_dirs(c, &n);

	*out = '\0';
	while (n-- > 0) {
		snprintf(out, PATH_MAX, "%s/pages/%s.html", dirs[n], name);
		if (access(out, R_OK) == 0)
			return;
	}
}
