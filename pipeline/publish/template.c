#include "publish/template.h"

#include <stdio.h>
#include <unistd.h>

int template_find(const struct catalog *c, const char *page, char *out, size_t size, struct err *e)
{
	size_t n;
	const char *const *dirs = catalog_dirs(c, &n);

	while (n-- > 0) {
		int len = snprintf(out, size, "%s/pages/%s.html", dirs[n], page);

		if (len > 0 && (size_t)len < size && access(out, R_OK) == 0)
			return 0;
	}
	return err_set(e, ERR_CATALOG, "found no pages/%s.html in a folder of the catalogue", page);
}
