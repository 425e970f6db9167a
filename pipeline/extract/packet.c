#include "extract/packet.h"

#include <string.h>
#include "core/masked.h"
#include "extract/xml.h"

struct packet_search {
	struct xml *xml; /* first: see xml_new */
	const struct node *kinds[PACKET_KINDS];
	size_t nkinds;
	bool has_root;
	struct packet *out;
};

/* The nodes where paths leave the envelopes. */
static void collect_kinds(struct packet_search *s, const struct node *parent)
{
	for (const struct node *n = parent->children; n; n = n->next) {
		if (!n->is_own)
			collect_kinds(s, n);
		else if (n->test.name && s->nkinds < PACKET_KINDS)
			s->kinds[s->nkinds++] = n;
	}
}

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
	const xmlChar **namespaces, int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct packet_search *s = arg;
	size_t i = 0;

	(void)prefix;
	(void)nb_ns;
	(void)namespaces;
	(void)nattributes;
	(void)ndefaulted;
	(void)attributes;
	if (!s->has_root)
		mask_element(s->out->in, (const char *)name);
	s->has_root = true;
	while (i < s->nkinds && !name_test_fits(&s->kinds[i]->test, name, uri))
		i++;
	if (i == s->nkinds)
		return;
	s->out->is_found = true;
	s->out->feed = s->kinds[i]->feed;
	s->out->line = xml_line(s->xml);
	mask_element(s->out->name, (const char *)name);
	xml_stop(s->xml);
}

static void on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)arg;
	(void)name;
	(void)prefix;
	(void)uri;
}

static void on_text(void *arg, const xmlChar *text, int len)
{
	(void)arg;
	(void)text;
	(void)len;
}

int packet_find(const struct trie *t, xmlDictPtr names, const struct formats *formats, int fd,
	struct packet *out, struct err *e)
{
	static const struct xml_events events = {on_start, on_end, on_text, NULL};
	struct packet_search s = {.out = out};
	struct input *input = NULL;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	collect_kinds(&s, &t->root);
	if (input_new(&input, fd, false, e) == 0 &&
		xml_new(&s.xml, input, names, formats, &events, &s, e) == 0)
		rc = xml_parse(s.xml, e);
	xml_free(s.xml);
	input_free(input);
	return rc;
}
