#include "inspect/readings.h"

#include "stream/stream.h"

int readings_show(struct catalog *c, const char *today, FILE *out, struct err *e)
{
	const struct table *t = catalog_get(c, "feeds", e);
	char hash[65];

	if (!t)
		return -1;
	fputs("feed,catalog_hash,format\n", out);
	for (size_t i = 0; i < t->nrows; i++) {
		if (!table_is_valid(t, i, today))
			continue;
		if (catalog_feed_hash(c, table_get(t, i, "feed"), hash, e))
			return -1;
		fprintf(out, "%s,%s,%d\n", table_get(t, i, "feed"), hash, STREAM_FORMAT);
	}
	return 0;
}
