/* Fields that name a body: on the record's day; what is sent late may come from who follows it. */
#include <stdio.h>
#include <string.h>
#include "core/text.h"
#include "model/heirs.h"
#include "normalize/convert.h"

const char CONVERT_ELSEWHERE[] = "agency.elsewhere";

/* The territory whose bodies follow those of the record's territory on the day of its message, or "". */
static int heir_territory(struct converter *c, const char **out)
{
	const struct table *territories = catalog_get(c->catalog, "territories", c->err);
	long row = territories ? table_find(territories, "territory", c->territory, NULL) : -1;
	const char *root = row < 0 ? "" : table_get(territories, (size_t)row, "root_agency");

	*out = "";
	for (size_t i = 0; *root && i < territories->nrows && !**out; i++) {
		bool is_heir;

		if (heirs_reach(c->catalog, root, slice_from(table_get(territories, i, "root_agency")),
			    c->date, c->sent, &is_heir, c->err) < 0)
			return -1;
		if (is_heir && (long)i != row)
			*out = table_get(territories, i, "territory");
	}
	return territories ? 0 : -1;
}

/* Whether the day of the message counts beside the record's: of a report that came later, and of what changes
 * while the record lives (codes_at=life). */
static bool reads_later(const struct converter *c, const struct plan *p)
{
	return c->is_late || (p->field->codes_of_life && strcmp(c->date, c->sent) < 0);
}

/* As of the record's day; later also as of the day of its message, in its own territory and in the one that
 * follows it. */
static int find_agency(struct converter *c, const struct plan *p, struct slice in, struct agency_match *m)
{
	const char *heir;

	if (agencies_match(c->agencies, c->territory, *c->date ? c->date : NULL, in, m, c->err) < 0)
		return -1;
	if (m->state != AGENCY_UNKNOWN || !reads_later(c, p))
		return 0;
	if (agencies_match(c->agencies, c->territory, c->sent, in, m, c->err) < 0)
		return -1;
	if (m->state != AGENCY_UNKNOWN)
		return 0;
	if (heir_territory(c, &heir) < 0)
		return -1;
	if (*heir && agencies_match(c->agencies, heir, c->sent, in, m, c->err) < 0)
		return -1;
	if (m->state == AGENCY_UNKNOWN)
		m->ids = agencies_unknown(c->agencies, c->territory);
	return 0;
}

/* A code in the characters of another keyboard is that code; a name is matched on its own key. */
static int find_as_sent(struct converter *c, const struct plan *p, struct slice in, struct agency_match *m)
{
	struct buf as = {0};
	char path[40];
	int ret = -1;

	if (text_is_ascii(in.text, in.len) || !text_is_utf8(in.text, in.len))
		return find_agency(c, p, in, m);
	if (text_key(in.text, in.len, &as, c->err) == 0)
		ret = find_agency(c, p, agency_code_path(buf_slice(&as), path) ? buf_slice(&as) : in, m);
	buf_release(&as);
	return ret;
}

static const struct memo_entry *look_up(
	struct converter *c, struct plan *p, size_t tag, uint64_t hash, struct slice in)
{
	struct agency_match m;

	if (find_as_sent(c, p, in, &m) < 0)
		return NULL;
	return memo_put(&p->memo, tag, hash, in, slice_from(m.ids),
		m.state == AGENCY_UNKNOWN ? "agency.unknown" : NULL, c->err);
}

static size_t later_epoch(const struct converter *c, const struct plan *p)
{
	if (c->is_late)
		return c->sent_epoch + 1;
	return reads_later(c, p) ? agencies_epoch(c->agencies, (struct slice){c->sent, 10}) + 1 : 0;
}

/* The answer depends on the text, the territory and the epochs; territory names are rows of one table, so
 * that their address tells them apart. */
static const struct memo_entry *remember(struct converter *c, size_t field, struct slice in)
{
	struct plan *p = &c->plans[field];
	size_t tag = ((size_t)(uintptr_t)c->territory * 31 + c->epoch) * 31 + later_epoch(c, p);
	uint64_t hash;
	const struct memo_entry *found = memo_find(&p->memo, tag, in, &hash);

	return found ? found : look_up(c, p, tag, hash, in);
}

/* Whose record it is may not be a body of another province of the data centre: both have the same names and
 * numbers, so that it would count where it is not. */
static bool is_elsewhere(struct converter *c, size_t field, struct slice id)
{
	const struct field *f = &c->feed->fields[field];
	const struct agency *a;
	const char *other;
	char text[200];

	if (!c->feed->nothers ||
		(strcmp(f->name, c->feed->agency) != 0 && !c->feed->columns[f->first_column].is_key))
		return false;
	snprintf(text, sizeof(text), "%.*s", (int)id.len, id.text);
	a = agencies_find(c->agencies, text, NULL);
	other = a ? feed_elsewhere(c->feed, a->territory) : NULL;
	if (other)
		snprintf(c->expected, sizeof(c->expected), "a body of %s; those of %s have another folder",
			c->territory, other);
	return other != NULL;
}

const char *convert_agency(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const struct memo_entry *found = remember(c, field, in);
	struct slice value;

	if (!found)
		return CONVERT_FAILED;
	value = memo_value(found);
	if (!found->code && is_elsewhere(c, field, value))
		return CONVERT_ELSEWHERE;
	return convert_copy(c, out, value.text, value.len) ? CONVERT_FAILED : found->code;
}

/* Whether the body follows one that speaks for the territory: its top, or a department. */
static int is_heir(struct converter *c, const struct agency *a, const char *root, bool *out)
{
	const struct agency *all;
	size_t n;

	if (!*a->parent)
		return heirs_reach(c->catalog, root, slice_from(a->id), c->date, c->sent, out, c->err);
	all = agencies_all(c->agencies, &n);
	for (size_t i = 0; i < n && !*out; i++)
		if (strcmp(all[i].territory, c->territory) == 0 && *all[i].parent &&
			strcmp(all[i].level, "province") == 0 &&
			heirs_reach(c->catalog, all[i].id, slice_from(a->id), c->date, c->sent, out, c->err) <
				0)
			return -1;
	return 0;
}

/* Whether the body speaks for the record's territory: a department, not a district; late, also who follows.
 */
static int speaks(struct converter *c, const struct agency *a, const char *root, bool *out)
{
	bool is_own = strcmp(a->territory, c->territory) == 0;

	*out = is_own && *a->parent && strcmp(a->level, "province") == 0;
	return *out || is_own || !c->is_late ? 0 : is_heir(c, a, root, out);
}

/* The territory's report is the territory's, whichever of its departments sends it: one key, one figure. */
const char *convert_territory(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const struct memo_entry *found = remember(c, field, in);
	const struct table *t = catalog_get(c->catalog, "territories", c->err);
	struct slice value;
	const struct agency *a;
	char id[200];
	const char *root;
	bool is_part = false;
	long row;

	if (!found || !t)
		return CONVERT_FAILED;
	value = memo_value(found);
	if (!found->code && is_elsewhere(c, field, value))
		return CONVERT_ELSEWHERE;
	snprintf(id, sizeof(id), "%.*s", (int)value.len, value.text);
	a = found->code ? NULL : agencies_find(c->agencies, id, NULL);
	row = table_find(t, "territory", c->territory, NULL);
	root = row < 0 ? "" : table_get(t, (size_t)row, "root_agency");
	if (a && *root && strcmp(a->kind, "body") == 0 && speaks(c, a, root, &is_part) < 0)
		return CONVERT_FAILED;
	if (is_part)
		value = slice_from(root);
	return convert_copy(c, out, value.text, value.len) ? CONVERT_FAILED : found->code;
}
