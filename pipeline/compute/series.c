#include "compute/series.h"

#include <stdio.h>
#include <string.h>

static bool is_followed(const struct observations *f)
{
	return f->successors && f->span.agencies_on;
}

const char *series_root(const struct observations *f, const char *root)
{
	struct successor_parts parts;
	const char *now = NULL;

	if (!is_followed(f))
		return root;
	successor_parts_init(&parts);
	if (successors_follow(f->successors, root, f->span.starts_on, &parts, NULL) == 0)
		now = successor_parts_whole(&parts);
	successor_parts_release(&parts);
	return now ? now : root;
}

int series_place(const struct observations *f, const char *agency, const char **out, struct err *e)
{
	struct successor_parts parts;
	const char *whole, *from = f->span.starts_on;
	int rc;

	*out = agency;
	if (!is_followed(f))
		return 0;
	successor_parts_init(&parts);
	rc = successors_follow(f->successors, agency, from, &parts, e);
	if (rc == 0)
		rc = successors_keep(f->successors, agency, from, &parts, e);
	whole = successor_parts_whole(&parts);
	*out = whole ? whole : parts.unattributed;
	successor_parts_release(&parts);
	return rc;
}

const char *series_name(const struct observations *f, const char *set, char *out, size_t size)
{
	if (!is_followed(f))
		return set;
	snprintf(out, size, "%s%s", set, SERIES_NOW);
	return out;
}

static const char *break_of(const struct result *r, const struct observations *f)
{
	if (!f->successors)
		return "";
	return is_followed(f) ? successors_break(f->successors, r->agency, f->span.starts_on,
					f->span.agencies_on, true)
			      : successors_break(f->successors, r->agency, "", f->span.ends_on, false);
}

/* A body that gave one task away goes on under its name, with less. */
static int mark_given(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	bool is_now = is_followed(f);
	const char *day =
		!f->successors ? ""
			       : successors_given(f->successors, r->agency, is_now ? f->span.starts_on : "",
					 is_now ? f->span.agencies_on : f->span.ends_on);

	if (!*day)
		return 0;
	return result_tell(r, "scope_narrower",
		&(struct sentence){
			k->messages, "words.scope_narrower", (const char *const[]){"day", day, NULL}},
		"", e);
}

int series_mark(struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	const char *day = break_of(r, f);
	const char *id = is_followed(f) ? "words.series_break_now" : "words.series_break";

	if (is_followed(f) &&
		buf_addf(&r->rules, e, "%sagencies=%s", r->rules.len ? "; " : "", f->span.agencies_on) < 0)
		return -1;
	if (mark_given(r, k, f, e) < 0)
		return -1;
	if (!*day)
		return 0;
	return result_tell(r, "series_break",
		&(struct sentence){k->messages, id, (const char *const[]){"day", day, NULL}}, "", e);
}
