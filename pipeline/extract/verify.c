#include <stdlib.h>
#include <string.h>
#include "extract/envelope.h"
#include "extract/extract.h"
#include "extract/plan.h"
#include "extract/sent_at.h"

/* A plan is made without a key: pseudonyms are collected as if they were kept. */
static struct field *without_pseudonyms(const struct feed *f, struct err *e)
{
	struct field *fields = calloc(f->nfields + 1, sizeof(*fields));

	if (!fields) {
		err_set(e, ERR_NOMEM, "out of memory for a feed");
		return NULL;
	}
	memcpy(fields, f->fields, f->nfields * sizeof(*fields));
	for (size_t i = 0; i < f->nfields; i++)
		fields[i].policy = POLICY_KEEP;
	return fields;
}

/* The sidecar's keys are words. */
static int check_meta(const struct feed *f, struct err *e)
{
	for (size_t i = 0; i < f->nfields; i++) {
		const struct field *fd = &f->fields[i];
		char quoted[200];

		if (strncmp(fd->path, "meta:", 5) != 0)
			continue;
		if (fd->path[5] == '\0' ||
			fd->path[5 + strspn(fd->path + 5, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0')
			return err_at(e, ERR_CATALOG, fd->file, fd->line,
				"column path: found %s, expected meta: and a key of a-z, 0-9, _",
				err_quote(quoted, fd->path, strlen(fd->path)));
	}
	return 0;
}

static int make_plan(struct walk *w, xmlDictPtr names, const struct feed *f, struct catalog *c,
	const char *date, struct err *e)
{
	struct slice path = sent_at_path(f->sent_at);
	char *text = strndup(path.text, path.len);
	struct envelopes *envelopes =
		calloc(1, sizeof(*envelopes)); /* too much for a stack that may not grow */
	int rc;

	if (!text || !envelopes)
		rc = err_set(e, ERR_NOMEM, "out of memory for a path");
	else if ((rc = envelopes_read(envelopes, c, date, f->envelopes, f->file, f->line, e)) == 0)
		rc = plan_feed(w, names, f, envelopes, path.len > 0 ? text : NULL, c, date, NULL, e);
	free(text);
	free(envelopes);
	return rc;
}

int extract_verify(const struct feed *f, struct catalog *c, const char *date, struct err *e)
{
	struct feed copy = *f;
	struct walk *w = calloc(1, sizeof(*w));
	xmlDictPtr names = xmlDictCreate();
	int rc = -1;

	copy.fields = without_pseudonyms(f, e);
	if (!w || !names)
		err_set(e, ERR_NOMEM, "out of memory");
	else if (copy.fields && sent_at_check(f->sent_at, f->file, f->line, e) == 0 && check_meta(f, e) == 0)
		rc = make_plan(w, names, &copy, c, date, e);
	if (w) {
		trie_release(&w->trie);
		slots_release(&w->slots);
	}
	xmlDictFree(names);
	free(copy.fields);
	free(w);
	return rc;
}
