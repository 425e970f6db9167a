#include "extract/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "extract/encoding.h"
#include "extract/extraction.h"
#include "extract/sent_at.h"
#include "extract/untaken.h"
#include "extract/verdict.h"
#include "model/mask.h"

/* Fields from the sidecar are the same for every record. */
static int take_meta(struct extraction *x, struct err *e)
{
	const struct feed *f = x->options->feed;
	struct slots *s = &x->walk.slots;

	for (size_t i = 0; i < f->nfields; i++) {
		const char *path = f->fields[i].path;
		struct slice value;
		size_t start = s->text.len;
		bool keeps = false;

		if (strncmp(path, "meta:", 5) != 0)
			continue;
		value = meta_find(x->meta, path + 5);
		if (buf_add(&s->text, value.text, value.len, e) < 0)
			return -1;
		if (value.len > 0 && slots_take(s, (unsigned)i, CELL_TEXT, start, value.len, &keeps, e) < 0)
			return -1;
		s->text.len = start;
	}
	return 0;
}

/* The sidecar may say that the file must not be read. */
static int read_meta(struct extraction *x, struct err *e)
{
	const struct meta *given = x->options->meta;
	struct err why = {0};
	int rc = given != NULL ? meta_check(given, x->name, &why) : meta_read(&x->own_meta, x->name, &why);

	x->meta = given != NULL ? given : &x->own_meta;
	if (rc < 0) {
		if (why.kind != ERR_FILE) {
			*e = why;
			return -1;
		}
		refusal_set(extraction_refusal(x), "file.sidecar", why.line, "", "%s", why.text);
	}
	if (meta_find(x->meta, "classification").len > 0)
		refusal_set(extraction_refusal(x), "file.secret", 0, "files without a mark of secrecy",
			"a file marked secret");
	return 0;
}

static int extraction_plan(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;
	struct slice path = sent_at_path(o->feed->sent_at);
	char text[1024];

	if (sent_at_check(o->feed->sent_at, o->feed->file, o->feed->line, e) < 0)
		return -1;
	if (path.len >= sizeof(text))
		return err_at(e, ERR_CATALOG, o->feed->file, o->feed->line,
			"column sent_at: found a path over %zu bytes", sizeof(text) - 1);
	snprintf(text, sizeof(text), "%.*s", (int)path.len, path.text);
	if (envelopes_read(&x->envelopes, o->catalog, o->date, o->feed->envelopes, o->feed->file,
		    o->feed->line, e) < 0 ||
		formats_read(&x->formats, &x->envelopes, o->catalog, o->date, x->names, e) < 0)
		return -1;
	return plan_feed(&x->walk, x->names, o->feed, &x->envelopes, path.len > 0 ? text : NULL, o->catalog,
		o->date, o->pseudonym, e);
}

static int run_extraction(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;

	if (input_new(&x->input, x->fd, o->hash_bytes, e) < 0 ||
		xml_new(&x->xml, x->input, x->names, &x->formats, &walk_events, &x->walk, e) < 0)
		return -1;
	walk_begin(&x->walk, extraction_record, x, e);
	slots_reset_all(&x->walk.slots);
	if (read_meta(x, e) < 0 || take_meta(x, e) < 0)
		return -1;
	if (!extraction_refusal(x)->code && (xml_parse(x->xml, e) < 0 || x->walk.has_failed))
		return -1;
	if (verdict_find(x, e) < 0)
		return -1;
	if (o->hash_bytes && extraction_refusal(x)->code && input_code(x->input)[0] == '\0') {
		struct err ignored = {0}; /* the file is bad already */

		(void)input_drain(x->input, &ignored);
	}
	if (input_hash(x->input, x->result->sha256, e) < 0)
		return -1;
	x->result->bytes_in = input_bytes_in(x->input);
	x->result->bytes_xml = input_bytes_out(x->input);
	if (x->walk.untaken && untaken_put(x->walk.untaken, x->file, x->next, e) < 0)
		return -1;
	return verdict_put(x, e);
}

int extract_prepare(struct catalog *c, struct err *e)
{
	return plan_prepare(c, e) < 0 || encodings_prepare(c, e) < 0 ? -1 : mask_prepare(c, e);
}

/* ---- what stays from file to file ---- */

void extraction_free(struct extraction *x)
{
	if (!x)
		return;
	trie_release(&x->walk.trie);
	slots_release(&x->walk.slots);
	untaken_free(x->walk.untaken);
	xmlDictFree(x->names);
	extraction_release(x);
	free(x);
}

static int extraction_new(struct extraction **out, const struct extract_options *o, struct err *e)
{
	struct extraction *x = calloc(1, sizeof(*x));

	*out = x;
	if (!x || !(x->names = xmlDictCreate()))
		return err_set(e, ERR_NOMEM, "out of memory");
	x->options = o;
	x->feed = o->feed;
	x->pseudonym = o->pseudonym;
	snprintf(x->date, sizeof(x->date), "%s", o->date);
	if (o->tells_untaken && untaken_new(&x->walk.untaken, e) < 0)
		return -1;
	return extraction_plan(x, e);
}

static bool is_fit(const struct extraction *x, const struct extract_options *o)
{
	return x != NULL && x->feed == o->feed && x->pseudonym == o->pseudonym &&
	       strcmp(x->date, o->date) == 0;
}

static int get_extraction(struct extraction **x, const struct extract_options *o, struct err *e)
{
	if (is_fit(*x, o))
		return 0;
	extraction_free(*x);
	return extraction_new(x, o, e);
}

static void extraction_begin(struct extraction *x, int fd, const char *name, const struct extract_options *o,
	struct sink *next, struct extract_result *r)
{
	x->options = o;
	x->name = name;
	x->base = basename(name);
	x->fd = fd;
	x->next = next;
	x->result = r;
	x->meta = NULL;
	x->file = slice_from(o->file_id ? o->file_id : x->base);
	x->rejected = 0;
	x->has_sent = false;
	x->mends = mends_find(o->mends, o->file_id ? o->file_id : "", o->feed->name, &x->nmends);
	x->next_mend = 0;
}

static void extraction_end(struct extraction *x)
{
	xml_free(x->xml);
	input_free(x->input);
	x->xml = NULL;
	x->input = NULL;
}

int extract_file(int fd, const char *name, const struct extract_options *o, struct sink *next,
	struct extract_result *r, struct err *e)
{
	struct extraction *own = NULL, **x = o->kept != NULL ? o->kept : &own;
	int rc = get_extraction(x, o, e);

	memset(r, 0, sizeof(*r));
	if (rc == 0) {
		extraction_begin(*x, fd, name, o, next, r);
		rc = run_extraction(*x, e);
		extraction_end(*x);
	}
	if (rc == 0 && o->kept)
		return 0;
	extraction_free(*x);
	*x = NULL;
	return rc;
}
