#include "publish/edition_maker.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "core/hash.h"
#include "load/sql.h"
#include "page/page_find.h"

/* With its end, so that two texts are not another two. */
static int add_text(struct sha256 *h, const char *text, struct err *e)
{
	return sha256_add(h, text, strlen(text) + 1, e);
}

/* One that cannot be read is its own page's fault, told when that is written. */
static int add_template(struct sha256 *h, const char *path, struct err *e)
{
	FILE *in = fopen(path, "re");
	char block[8192];
	size_t n;
	int rc = 0;

	if (!in)
		return add_text(h, strerror(errno), e);
	while (rc == 0 && (n = fread(block, 1, sizeof block, in)) > 0)
		rc = sha256_add(h, block, n, e);
	fclose(in);
	return rc;
}

static int add_templates(struct sha256 *h, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "pages", e);
	char path[PATH_MAX];

	for (size_t i = 0; t && i < t->nrows; i++) {
		page_find_template(c, table_get(t, i, "page"), path);
		if (add_text(h, table_get(t, i, "page"), e) < 0 || add_template(h, path, e) < 0)
			return -1;
	}
	return t ? 0 : -1;
}

static int add_statements(struct sha256 *h, struct err *e)
{
	for (size_t i = 0; i < sql_nstatements; i++)
		if (strncmp(sql_statements[i].name, "publish-", strlen("publish-")) == 0 &&
			add_text(h, sql_statements[i].text, e) < 0)
			return -1;
	return 0;
}

int edition_maker(struct catalog *c, const char *version, char out[65], struct err *e)
{
	struct sha256 *h = sha256_new(e);
	unsigned char sum[32];
	char rows[65];
	int rc = -1;

	if (h && catalog_hash(c, rows, e) == 0 && sha256_begin(h, e) == 0 && add_text(h, version, e) == 0 &&
		add_text(h, rows, e) == 0 && add_templates(h, c, e) == 0 && add_statements(h, e) == 0)
		rc = sha256_end(h, sum, e);
	if (rc == 0)
		hash_hex(sum, out);
	sha256_free(h);
	return rc;
}
