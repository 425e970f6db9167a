#include "take/named.h"

#include <string.h>
#include "core/shown.h"

int named_add(struct mask *m, const char *name, struct buf *out, bool *is_masked, struct err *e)
{
	struct buf shown = {0};
	int rc = shown_add(&shown, name, strlen(name), e);

	*is_masked = false;
	if (rc == 0 && shown.len)
		rc = mask_keep_text(m, MASK_NAME, buf_slice(&shown), out, is_masked, e);
	buf_release(&shown);
	return rc;
}

static int add_bytes(struct buf *out, const char *path, struct err *e)
{
	for (; *path; path++)
		if (*path == '/' ? buf_add_char(out, '/', e)
				 : buf_addf(out, e, "\\x%02X", (unsigned)(unsigned char)*path))
			return -1;
	return 0;
}

int named_add_path(struct mask *m, const char *path, struct buf *out, struct err *e)
{
	struct buf shown = {0};
	bool is_masked;
	int rc = named_add(m, path, &shown, &is_masked, e);

	buf_release(&shown);
	if (rc)
		return -1;
	return is_masked ? add_bytes(out, path, e) : shown_add(out, path, strlen(path), e);
}
