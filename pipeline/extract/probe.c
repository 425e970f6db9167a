#include "extract/probe.h"

#include <stdio.h>
#include <stdlib.h>
#include "extract/plan.h"
#include "extract/signature.h"

struct probe {
	struct walk walk;
	xmlDictPtr names;
	const struct table *feeds, *signatures;
	char date[11];
	long signature; /* of the last file; -1: none */
	struct err wrong;
};

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
	if (!p->feeds || !p->signatures || plan_probe(&p->walk, p->names, c, date, &p->wrong, e) < 0) {
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

int probe_read(struct probe *p, int fd, const char **feed_name, struct err *e)
{
	struct source *source = NULL;
	struct xml *xml = NULL;
	int rc = -1;

	*feed_name = NULL;
	p->signature = -1;
	if (source_new(&source, fd, false, e) < 0 ||
		xml_new(&xml, source, p->names, &walk_events, &p->walk, e) < 0)
		goto out;
	walk_begin(&p->walk, NULL, NULL, e);
	if (xml_parse(xml, e) < 0 || p->walk.has_failed)
		goto out;
	if (p->walk.feed > 0)
		*feed_name = table_get(p->feeds, p->walk.feed - 1, "feed");
	else
		p->signature = signature_find(p->signatures, p->date, xml_head(xml));
	rc = 0;
out:
	xml_free(xml);
	source_free(source);
	return rc;
}

bool probe_named(const struct probe *p, const char **found, const char **code)
{
	if (p->signature < 0)
		return false;
	*found = table_get(p->signatures, (size_t)p->signature, "found");
	*code = table_get(p->signatures, (size_t)p->signature, "code");
	return true;
}
