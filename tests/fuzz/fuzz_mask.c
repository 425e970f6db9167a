/* Text of any bytes as a refused value and as a text that is kept: no crash, UTF-8 stays UTF-8, no row of
 * nine digits is left. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "core/mask_runs.h"
#include "core/text.h"
#include "fuzz.h"
#include "model/mask.h"

static struct mask *mask_get(void)
{
	static struct catalog *catalog;
	static struct mask *mask;
	struct err e = {0};

	if (!mask && (catalog_open(&catalog, NULL, 0, &e) || mask_open(&mask, catalog, &e)))
		abort();
	return mask;
}

static void check_runs(const char *data, size_t size)
{
	char *text = malloc(size + 1);
	size_t len, again;

	assert(text);
	memcpy(text, data, size);
	len = mask_runs(text, size, false);
	assert(len <= size);
	again = mask_runs(text, len, false);
	assert(again == len);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const quotes[] = {
		"id", "agency", "figure", "date", "code", "procedure", "personal", "none"};
	struct slice text = {(const char *)data, size};
	struct mask *m = mask_get();
	struct buf out = {0};
	struct err e = {0};
	char quoted[200];
	bool is_masked;

	if (size > 4000)
		return 0;
	check_runs(text.text, text.len);
	mask_quoted(quoted, text.text, text.len);
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		buf_reset(&out);
		if (mask_quote(m, quotes[i], text, &out, &e))
			abort();
		assert(out.len <= 200 && (!out.len || text_is_utf8(out.data, out.len)));
	}
	buf_reset(&out);
	if (text_is_utf8(text.text, text.len)) {
		if (mask_keep_text(m, MASK_TEXT, text, &out, &is_masked, &e))
			abort();
		assert(!out.len || text_is_utf8(out.data, out.len));
	}
	buf_release(&out);
	return 0;
}
