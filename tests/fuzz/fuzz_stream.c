/* Bytes as a records stream: no crash; what is accepted is written as a stream that is accepted and the same.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fuzz.h"
#include "stream/stream.h"

static struct feed *feed_get(void)
{
	static struct catalog *catalog;
	static struct feed *feed;
	struct err e = {0};

	if (!feed && (catalog_open(&catalog, NULL, 0, &e) ||
			     feed_load(&feed, catalog, "danh-muc-tthc", "2024-04-01", &e)))
		abort();
	return feed;
}

static int read_write(const char *data, size_t size, char **out, size_t *len)
{
	struct feed *f = feed_get();
	FILE *in = fmemopen((void *)(size_t)data, size, "r"), *to = open_memstream(out, len);
	struct stream_writer w;
	struct err e = {0};
	int rc;

	if (!in || !to || stream_writer_init(&w, to, NULL, f, true, &e))
		abort();
	rc = stream_read(in, "fuzz", f, &w.sink, NULL, &e);
	assert(!rc || e.kind != ERR_NONE);
	fclose(in);
	fclose(to);
	return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *first = NULL, *second = NULL;
	size_t len = 0, len2 = 0;

	if (size == 0)
		return 0;
	if (read_write((const char *)data, size, &first, &len) == 0) {
		int rc = read_write(first, len, &second, &len2);

		assert(rc == 0 && len == len2 && memcmp(first, second, len) == 0);
	}
	free(first);
	free(second);
	return 0;
}
