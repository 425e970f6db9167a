#include "inspect/systems.h"

#include <string.h>
#include "core/csv.h"
#include "inspect/show_who.h"
#include "inspect/systems_parts.h"
#include "model/agencies.h"
#include "model/feed.h"
#include "model/messages.h"

/* What every line is made of. */
struct register_of {
	const struct table *systems, *owners, *feeds, *measures, *messages;
	struct agencies *agencies;
	struct uses uses;
	char territory[80];   /* whose names the monitoring agencies have */
	struct buf by_status; /* the rows that count the status of each system */
	const char *date;
};

/* The texts of one line, worked out. */
struct made {
	struct buf kind, sample, golden, measures, used_by, owner;
};

/* The feed that the systems' states are reported in: the setting register_feed. */
static int read_report(struct register_of *r, struct catalog *c, struct err *e)
{
	const char *date = r->date ? r->date : "", *name = catalog_setting(c, "register_feed", r->date, e);
	struct feed *f = NULL;

	if (!name)
		return e->kind == ERR_NONE ? 0 : -1;
	if (feed_load(&f, c, name, r->date, e))
		return -1;
	snprintf(r->territory, sizeof(r->territory), "%s", feed_territory(f, date));
	feed_free(f);
	return uses_add(&r->uses, name, &r->by_status, e);
}

static int open_register(struct register_of *r, struct catalog *c, const char *date, struct err *e)
{
	*r = (struct register_of){.systems = catalog_get(c, "systems", e), .date = date};
	r->owners = r->systems ? catalog_get(c, "system_owners", e) : NULL;
	r->feeds = r->owners ? catalog_get(c, "feeds", e) : NULL;
	r->measures = r->feeds ? catalog_get(c, "measures", e) : NULL;
	r->messages = r->measures ? catalog_get(c, "messages", e) : NULL;
	return !r->messages || agencies_open(&r->agencies, c, e) || uses_read(&r->uses, c, e) ||
			       read_report(r, c, e)
		       ? -1
		       : 0;
}

static void close_register(struct register_of *r)
{
	agencies_free(r->agencies);
	uses_release(&r->uses);
	buf_release(&r->by_status);
}

static int add_word(struct buf *words, const char *word, struct err *e)
{
	return words->len && systems_has_word(words->data, word)
		       ? 0
		       : buf_addf(words, e, "%s%s", words->len ? " " : "", word);
}

/* The kinds of the feeds; a feed without one is of its own. */
static int add_kinds(const struct register_of *r, const char *feeds, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < r->feeds->nrows; i++) {
		const char *feed = table_get(r->feeds, i, "feed"), *kind = table_get(r->feeds, i, "kind");

		if (systems_has_word(feeds, feed) && add_word(out, *kind ? kind : feed, e))
			return -1;
	}
	return 0;
}

static int add_measures(const struct register_of *r, const char *feeds, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < r->measures->nrows; i++)
		if (systems_has_word(feeds, table_get(r->measures, i, "feed")) &&
			add_word(out, table_get(r->measures, i, "measure"), e))
			return -1;
	return 0;
}

static int add_words(const struct register_of *r, struct buf *out, const char *id, const char *name,
	const char *value, struct err *e)
{
	return message_add(out, r->messages, id, (const char *const[]){name, value, NULL}, e);
}

/* By its measures, then by its status; a cell is never empty. */
static int make_used(const struct register_of *r, const char *feeds, struct buf *out, struct err *e)
{
	if (uses_add(&r->uses, feeds, out, e))
		return -1;
	if (r->by_status.len)
		return (out->len && buf_add_str(out, "; ", e)) || add_words(r, out, "words.system_by_status",
									  "rows", r->by_status.data, e)
			       ? -1
			       : 0;
	return out->len ? 0 : add_words(r, out, "words.system_unused", NULL, NULL, e);
}

static int make_samples(const struct register_of *r, const char *feeds, struct made *m, struct err *e)
{
	struct samples s;
	int rc = samples_find(&s, feeds, e);

	if (rc == 0 && s.n)
		rc = buf_addf(&m->sample, e, "%zu: %s", s.n, s.first.data) ||
				     buf_addf(&m->golden, e, "%zu/%zu", s.ngolden, s.n)
			     ? -1
			     : 0;
	else if (rc == 0) {
		const char *why = !*feeds      ? "words.system_no_feed"
				  : s.is_there ? "words.system_no_sample"
					       : "words.system_samples_elsewhere";

		rc = add_words(r, &m->sample, why, NULL, NULL, e) ||
				     add_words(r, &m->golden, why, NULL, NULL, e)
			     ? -1
			     : 0;
	}
	samples_release(&s);
	return rc;
}

/* The feeds and their kinds: what measures, and rows of documents, are asked for by. */
static int make_of_feeds(const struct register_of *r, const char *feeds, struct made *m, struct err *e)
{
	struct buf asked = {0};
	int rc = -1;

	if (add_kinds(r, feeds, &m->kind, e) ||
		buf_addf(&asked, e, "%s %s", feeds, m->kind.len ? m->kind.data : ""))
		goto out;
	if (add_measures(r, asked.data, &m->measures, e) || make_used(r, asked.data, &m->used_by, e) ||
		make_samples(r, feeds, m, e))
		goto out;
	if (!m->kind.len && add_words(r, &m->kind, "words.system_no_feed", NULL, NULL, e))
		goto out;
	if (!m->measures.len && add_words(r, &m->measures, "words.system_no_measure", NULL, NULL, e))
		goto out;
	rc = 0;
out:
	buf_release(&asked);
	return rc;
}

/* The owner's cells; the name is m's. */
static int make_owner(
	const struct register_of *r, const char *system, struct made *m, const char **cells, struct err *e)
{
	struct system_owner o;

	if (owner_find(&o, r->owners, r->agencies, system, r->date, &m->owner, e))
		return -1;
	cells[SYSTEM_owner_id] = o.id;
	cells[SYSTEM_owner_before_id] = o.before_id;
	cells[SYSTEM_owner_before] = o.before;
	cells[SYSTEM_owner_until] = o.until;
	return 0;
}

static int find_monitoring(const struct register_of *r, const char *text, const char **id, struct err *e)
{
	struct agency_match match;

	if (agencies_match(r->agencies, r->territory, STRINGS_DAY, slice_from(text), &match, e))
		return -1;
	*id = match.state == AGENCY_FOUND ? match.ids : "";
	return 0;
}

static const char *text_of(const struct buf *b)
{
	return b->len ? b->data : "";
}

static int make_line(
	const struct register_of *r, size_t row, struct made *m, struct system_line *line, struct err *e)
{
#define NAME(cell) #cell,
	static const char *const names[] = {SYSTEM_CELLS(NAME)};
#undef NAME
	const char **cells = line->cells, *feeds = table_get(r->systems, row, "feeds");

	for (size_t i = 0; i < SYSTEM_NCELLS; i++)
		cells[i] = table_get(r->systems, row, names[i]);
	cells[SYSTEM_name] = table_get(r->systems, row, "title_vi");
	cells[SYSTEM_description] = table_get(r->systems, row, "purpose");
	if (make_of_feeds(r, feeds, m, e) || make_owner(r, cells[SYSTEM_system], m, cells, e) ||
		find_monitoring(r, cells[SYSTEM_monitoring], &cells[SYSTEM_monitoring_id], e))
		return -1;
	cells[SYSTEM_kind] = text_of(&m->kind);
	cells[SYSTEM_sample] = text_of(&m->sample);
	cells[SYSTEM_golden] = text_of(&m->golden);
	cells[SYSTEM_measures] = text_of(&m->measures);
	cells[SYSTEM_used_by] = text_of(&m->used_by);
	cells[SYSTEM_owner] = text_of(&m->owner);
	return 0;
}

static int give_line(const struct register_of *r, size_t row, systems_fn *fn, void *arg, struct err *e)
{
	struct made m = {0};
	struct system_line line;
	int rc = make_line(r, row, &m, &line, e) ? -1 : fn(arg, &line, e);

	buf_release(&m.kind);
	buf_release(&m.sample);
	buf_release(&m.golden);
	buf_release(&m.measures);
	buf_release(&m.used_by);
	buf_release(&m.owner);
	return rc;
}

int systems_each(struct catalog *c, const char *date, systems_fn *fn, void *arg, struct err *e)
{
	struct register_of r;
	int rc = open_register(&r, c, date, e);

	for (size_t i = 0; rc == 0 && i < r.systems->nrows; i++)
		if (table_is_valid(r.systems, i, date))
			rc = give_line(&r, i, fn, arg, e);
	close_register(&r);
	return rc;
}

static int write_line(void *arg, const struct system_line *line, struct err *e)
{
	FILE *out = arg;

	for (size_t i = 0; i < SYSTEM_NCELLS; i++)
		if ((i && putc(',', out) == EOF) || csv_write_text(out, line->cells[i], e))
			return -1;
	return putc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write the register") : 0;
}

int systems_show(struct catalog *c, const char *date, FILE *out, struct err *e)
{
#define HEAD(cell) "," #cell
	static const char head[] = SYSTEM_CELLS(HEAD) "\n";
#undef HEAD

	if (fputs(head + 1, out) == EOF)
		return err_set(e, ERR_WRITE, "cannot write the register");
	return systems_each(c, date, write_line, out, e);
}
