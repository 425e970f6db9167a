#include "extract/probe.h"

#include <stdlib.h>
#include "extract/plan.h"

int extract_probe(
	int fd, const char *name, struct catalog *c, const char *date, const char **feed_name, struct err *e)
{
	struct source *source = NULL;
	struct xml *xml = NULL;
	struct walk *w = calloc(1, sizeof(*w));
	int rc = -1;

	(void)name;
	*feed_name = NULL;
	if (w == NULL)
		return err_set(e, ERR_NOMEM, "out of memory");
	if (source_new(&source, fd, false, e) < 0 || xml_new(&xml, source, &walk_events, w, e) < 0)
		goto out;
	if (plan_probe(w, c, date, e) < 0)
		goto out;
	walk_begin(w, NULL, NULL, e);
	if (xml_parse(xml, e) < 0 || w->has_failed)
		goto out;
	if (w->feed > 0) {
		const struct table *feeds = catalog_get(c, "feeds", e);

		if (feeds == NULL)
			goto out;
		*feed_name = table_get(feeds, w->feed - 1, "feed");
	}
	rc = 0;
out:
	xml_free(xml);
	source_free(source);
	if (w != NULL)
		trie_release(&w->trie);
	free(w);
	return rc;
}
