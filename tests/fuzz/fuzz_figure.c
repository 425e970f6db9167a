/* Text of any bytes as a figure in every dialect: no crash, and what is read is plain decimal text. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "fuzz.h"
#include "normalize/figure.h"

struct world {
	struct catalog *catalog;
	struct words words;
	struct units *units;
};

static struct world *world_get(void)
{
	static struct world w;
	struct err e = {0};

	if (w.catalog)
		return &w;
	if (catalog_open(&w.catalog, NULL, 0, &e) || words_read(&w.words, w.catalog, "2024-04-01", &e) ||
		units_open(&w.units, w.catalog, "2024-04-01", &e))
		abort();
	return &w;
}

static void check_plain(const struct number *n)
{
	assert(n->len < sizeof n->text);
	assert(strspn(n->text, "-0123456789.") >= n->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const dialects[] = {"vi", "vi-mixed", "vi-remark", "plain"};
	struct world *w = world_get();
	struct err e = {0};
	struct buf text = {0};

	if (size > 4000 || text_clean((const char *)data, size, true, &text, &e))
		goto out;
	for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
		struct figure_reader r = {.words = &w->words, .units = w->units};
		struct figure f;

		err_clear(&e);
		if (dialect_get(&r.dialect, w->catalog, dialects[i], "2024-04-01", &e))
			abort();
		if (!figure_parse(&f, &r, buf_slice(&text)))
			check_plain(&f.low), check_plain(&f.high), check_plain(&f.numerator),
				check_plain(&f.denominator);
	}
out:
	buf_release(&text);
	return 0;
}
