#include "extract/probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "extract/packet.h"
#include "extract/plan.h"
#include "extract/signature.h"

struct probe {
	struct walk walk;
	xmlDictPtr names;
	const struct table *feeds, *signatures;
	struct formats formats;
	char date[11];
	long signature;	      /* of the last file; -1: none */
	struct packet packet; /* of the last file */
	char found[500];
	struct err wrong;
};

/* Whatever any feed is read in. */
static int read_formats(struct probe *p, struct catalog *c, struct err *e)
{
	struct envelopes all;

	if (envelopes_read(&all, c, p->date, "", "", 0, &p->wrong) < 0 ||
		formats_read(&p->formats, &all, c, p->date, p->names, &p->wrong) < 0)
		return p->wrong.kind == ERR_CATALOG ? 0 : err_set(e, p->wrong.kind, "%s", p->wrong.text);
	return 0;
}

int probe_new(struct probe **out, struct catalog *c, const char *date, struct err *e)
{
	struct probe *p = calloc(1, sizeof(*p));

	*out = NULL;
	if (!p || !(p->names = xmlDictCreate())) {
		probe_free(p);
		return err_set(e, ERR_NOMEM, "out of memory");
	}
	snprintf(p->date, sizeof(p->date), "%s", date);
	p->feeds = catalog_get(c, "feeds", e);
	p->signatures = catalog_get(c, "signatures", e);
	if (!p->feeds || !p->signatures || read_formats(p, c, e) < 0 ||
		plan_probe(&p->walk, p->names, c, date, &p->wrong, e) < 0) {
		probe_free(p);
		return -1;
	}
	*out = p;
	return 0;
}

const struct err *probe_wrong(const struct probe *p)
{
	return p->wrong.kind == ERR_NONE ? NULL : &p->wrong;
}

void probe_free(struct probe *p)
{
	if (!p)
		return;
	trie_release(&p->walk.trie);
	xmlDictFree(p->names);
	free(p);
}

/* Its envelope may be the only thing that is strange about it. */
static int find_packet(struct probe *p, int fd, struct err *e)
{
	const struct packet *k = &p->packet;
	bool is_known;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return 0;
	if (packet_find(&p->walk.trie, p->names, &p->formats, fd, &p->packet, e) < 0)
		return -1;
	is_known = k->is_found && k->feed != FEED_SEVERAL;
	snprintf(p->found, sizeof(p->found), "element %s%s%s in an envelope with root %s", k->name,
		is_known ? " of feed " : "", is_known ? table_get(p->feeds, k->feed - 1, "feed") : "", k->in);
	return 0;
}

int probe_read(struct probe *p, int fd, const char **feed_name, struct err *e)
{
	struct input *input = NULL;
	struct xml *xml = NULL;
	bool is_read;
	int rc = -1;

	*feed_name = NULL;
	p->signature = -1;
	p->packet.is_found = false;
	if (input_new(&input, fd, false, e) < 0 ||
		xml_new(&xml, input, p->names, &p->formats, &walk_events, &p->walk, e) < 0)
		goto out;
	walk_begin(&p->walk, NULL, NULL, e);
	if (xml_parse(xml, e) < 0 || p->walk.has_failed)
		goto out;
	if (p->walk.feed > 0)
		*feed_name = table_get(p->feeds, p->walk.feed - 1, "feed");
	else
		p->signature = signature_find(p->signatures, p->date, xml_head(xml));
	is_read = !xml_refusal(xml)->code; /* what could not be read once is not read twice */
	rc = p->walk.feed > 0 || p->signature >= 0 || !is_read ? 0 : find_packet(p, fd, e);
out:
	xml_free(xml);
	input_free(input);
	return rc;
}

struct probe_finding probe_finding(const struct probe *p)
{
	struct probe_finding f = {.found = "", .expected = ""};

	if (p->signature >= 0) {
		f.code = table_get(p->signatures, (size_t)p->signature, "code");
		f.found = table_get(p->signatures, (size_t)p->signature, "found");
		f.expected = signature_expected(p->signatures, p->signature);
	} else if (p->packet.is_found) {
		f = (struct probe_finding){"file.envelope", p->found,
			"an envelope of envelopes.csv that the feed names", p->packet.line};
	}
	return f;
}
