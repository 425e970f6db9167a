/* XML of any bytes through extract and normalize: no crash, and read = kept + rejected whatever comes. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "extract/extract.h"
#include "fuzz.h"
#include "normalize/normalize.h"

struct count {
	struct sink sink;
	uint64_t records, files, read, rejected;
	size_t nclean;
};

static int count_put(struct sink *self, const struct record *r, struct err *e)
{
	struct count *c = (struct count *)self;

	(void)e;
	if (r->kind == RECORD_FILE) {
		c->files++;
		c->read = r->verdict.read;
		c->rejected = r->verdict.rejected;
		assert(r->verdict.is_ok || r->verdict.reason.len > 0);
		return 0;
	}
	assert(r->kind == RECORD_CLEAN && r->ncells == c->nclean);
	c->records++;
	return 0;
}

static int count_reject(struct sink *self, const struct reject *r, struct err *e)
{
	(void)self;
	(void)e;
	assert(r->code && *r->code);
	return 0;
}

struct world {
	struct catalog *catalog;
	struct feed *feed;
	struct pseudonym *pseudonym;
};

static struct world *world_get(void)
{
	static struct world w;
	const char *name = getenv("FUZZ_FEED");
	struct err e = {0};

	if (w.feed)
		return &w;
	if (catalog_open(&w.catalog, NULL, 0, &e) ||
		feed_load(&w.feed, w.catalog, name ? name : "hoso-tthc", "2024-04-01", &e) ||
		pseudonym_open(&w.pseudonym, getenv("CHISO_KEY"), &e))
		abort();
	return &w;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct world *w = world_get();
	struct count c = {.sink = {count_put, count_reject}, .nclean = w->feed->nclean};
	struct extract_options o = {.feed = w->feed,
		.catalog = w->catalog,
		.date = "2024-04-01",
		.file_id = "fuzz",
		.now = 1711900800,
		.pseudonym = w->pseudonym};
	struct extract_result r;
	struct normalizer *n;
	struct err e = {0};
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET))
		abort();
	if (normalizer_new(&n, w->feed, w->catalog, &c.sink, &e))
		abort();
	if (extract_file(fd, "fuzz.xml", &o, normalizer_sink(n), &r, &e))
		abort(); /* whatever the bytes are, the run goes on */
	assert(c.files == 1);
	assert(!r.verdict.is_ok || c.read == c.records + c.rejected);
	normalizer_free(n);
	close(fd);
	return 0;
}
