/* JSON of any bytes: what it becomes are balanced elements of lawful text, and a document without a fault is
 * one that ended. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "core/limits.h"
#include "core/text.h"
#include "extract/xml.h"
#include "fuzz.h"

struct seen {
	struct xml *xml; /* first: see xml_new */
	unsigned depth, roots, stops_at, events;
	long line;
	const xmlChar *open[4 * LIMIT_XML_DEPTH];
};

static void look(struct seen *s)
{
	long line = xml_line(s->xml);

	assert(line >= s->line); /* a place never goes back */
	s->line = line;
	if (++s->events == s->stops_at)
		xml_stop(s->xml);
}

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
	const xmlChar **namespaces, int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct seen *s = arg;

	assert(name && !prefix && !uri && nb_ns == 0 && !namespaces && ndefaulted == 0);
	assert(nattributes == 0 || (nattributes == 1 && attributes[4] - attributes[3] == 4));
	assert(s->depth > 0 || s->roots++ == 0);
	assert(s->depth < 4 * LIMIT_XML_DEPTH);
	s->open[s->depth++] = name;
	look(s);
}

static void on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct seen *s = arg;

	assert(!prefix && !uri && s->depth > 0 && s->open[--s->depth] == name);
	look(s);
}

static void on_text(void *arg, const xmlChar *text, int len)
{
	struct seen *s = arg;

	assert(len > 0 && s->depth > 0 && text_is_utf8((const char *)text, (size_t)len));
	for (int i = 0; i < len; i++)
		assert(text[i] >= ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r');
	look(s);
}

static struct formats *formats_get(xmlDictPtr *names)
{
	static struct formats f;
	static xmlDictPtr dict;
	static struct envelopes all;
	static struct catalog *c; /* what is read of it lives as long */
	struct err e = {0};

	if (!dict && (!(dict = xmlDictCreate()) || catalog_open(&c, NULL, 0, &e) ||
			     envelopes_read(&all, c, "2024-04-01", "", "", 0, &e) ||
			     formats_read(&f, &all, c, "2024-04-01", dict, &e)))
		abort();
	*names = dict;
	return &f;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct xml_events events = {on_start, on_end, on_text, NULL};
	struct seen s = {.stops_at = size > 0 && data[size - 1] % 8 == 0 ? data[size - 1] : 0};
	struct input *input;
	xmlDictPtr names;
	struct formats *f = formats_get(&names);
	struct err e = {0};
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) ||
		input_new(&input, fd, false, &e) || xml_new(&s.xml, input, names, f, &events, &s, &e))
		abort();
	if (size > 0 && strchr("{[\"", data[0]) && data[0] != 0) {
		assert(xml_parse(s.xml, &e) == 0 && xml_is_json(s.xml));
		assert(xml_refusal(s.xml)->code || s.stops_at == s.events || (s.depth == 0 && s.roots == 1));
	}
	xml_free(s.xml);
	input_free(input);
	close(fd);
	return 0;
}
