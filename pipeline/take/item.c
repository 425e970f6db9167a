#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"
#include "core/shown.h"
#include "take/item.h"
#include "take/named.h"
#include "take/sidecar.h"

/* 1: the state is known, or the cell could not look. Errors: what no other file would fare better with. */
static int judge_found(struct inbox_item *i, const struct found *f, struct err *e)
{
	switch (f->kind) {
	case ERR_NONE:
	case ERR_FILE:
		return 0;
	case ERR_NOINPUT:
		item_set_state(i, "left", "left.unreadable",
			"found a file that cannot be read (%s), expected its bytes", f->text);
		return 1;
	case ERR_CATALOG:
		return err_set(e, ERR_CATALOG, "%s", f->text);
	default:
		item_set_state(i, "refused", "file.parser",
			"found a file at which the parser gave up (%s), expected XML", f->text);
		return 1;
	}
}

/* A file beside the feeds' folders is whole as its own feed says. */
static bool is_whole(struct take *t, struct inbox_item *i, const struct complete_rule *feed)
{
	const struct complete_rule *rule = feed ? feed : &complete_unknown;
	const char *base;
	int folder;

	if (i->folder)
		return true; /* asked before it was looked at */
	folder = place_folder(&t->place, i->entry->path, &base);
	if (folder >= 0 && complete_holds(rule, folder, base, &i->st, t->clock))
		return true;
	item_wait_for(i, rule);
	return false;
}

static void refuse(struct inbox_item *i, const struct found *f)
{
	snprintf(i->code_text, sizeof(i->code_text), "%s", f->code);
	item_set_state(i, "refused", i->code_text, "%s", f->text);
}

static void judge_feed(
	const struct take *t, struct inbox_item *i, const struct found *f, const struct complete_rule *probed)
{
	i->feed = "";
	if (i->folder && probed && strcmp(probed->kind, i->folder->kind) != 0)
		item_set_state(i, "refused", "file.other_feed", "found %s in the folder of %s, expected %s",
			probed->feed, i->folder->feed, i->folder->feed);
	else if (!i->folder && !probed && f->code[0] != '\0')
		refuse(i, f);
	else if (!i->folder && !probed && t->options->wrong)
		item_set_state(i, "left", "left.feed",
			"found no record of a feed that can be told, and a feed that cannot: %.400s",
			t->options->wrong);
	else if (!i->folder && !probed)
		item_set_state(i, "refused", "file.other_feed",
			"found no record of any feed of the catalogue, expected one of a feed");
	else
		i->feed = i->folder ? i->folder->feed : probed->feed;
}

static void judge_content(
	const struct take *t, struct inbox_item *i, const struct found *f, const struct complete_rule *probed)
{
	const char *slash = strrchr(i->entry->path, '/'), *base = slash ? slash + 1 : i->entry->path;

	if (shown_has_control(base, strlen(base))) {
		item_set_state(
			i, "refused", "file.name", "found control characters in its name, expected none");
		return;
	}
	if (f->kind == ERR_FILE) {
		i->feed = i->folder ? i->folder->feed : probed ? probed->feed : "";
		refuse(i, f);
		return;
	}
	if (f->bytes == 0)
		item_set_state(i, "refused", "file.empty", "found an empty file, expected XML");
	else
		judge_feed(t, i, f, probed);
}

static bool is_changed(const struct inbox_item *i)
{
	struct stat now;

	return fstat(i->fd, &now) || now.st_size != i->st.st_size ||
	       now.st_mtim.tv_sec != i->st.st_mtim.tv_sec || now.st_mtim.tv_nsec != i->st.st_mtim.tv_nsec;
}

static void leave_changed(struct inbox_item *i)
{
	i->hash[0] = '\0';
	item_set_state(
		i, "left", "left.changed", "found it changed while it was taken, expected a file at rest");
}

/* Copies what the raw zone does not have. What grew meanwhile is whole bytes of half a file. */
static int copy(struct take *t, struct inbox_item *i, const struct found *f, struct slice meta, struct err *e)
{
	bool is_same = true;
	struct err why = {0};

	if (raw_find(&t->raw, i->hash, f->bytes, i->raw))
		return 0;
	if (raw_add(&t->raw, i->fd, i->hash, f->is_gzip, f->packed, meta, &is_same, i->raw, &why)) {
		if (why.kind != ERR_NOINPUT) {
			*e = why;
			return -1;
		}
		item_set_state(i, "left", "left.unreadable",
			"found a file that cannot be read (%s), expected its bytes", why.text);
		return 0;
	}
	if (is_same && !is_changed(i)) {
		t->counts->stored++;
		return 0;
	}
	if (is_same)
		raw_drop(&t->raw);
	leave_changed(i);
	return 0;
}

/* The copy and its meta; a sidecar that cannot be read speaks against the file. */
static int store(struct take *t, struct inbox_item *i, const struct found *f, struct err *e)
{
	struct buf shown = {0}, meta = {0};
	struct err why = {0};
	const char *base;
	bool is_masked;
	int folder = place_folder(&t->place, i->entry->path, &base), rc = -1;

	if (folder < 0) {
		item_leave_unopened(i, errno);
		return 0;
	}
	if (named_add(t->mask, base, &shown, &is_masked, e))
		goto out;
	rc = sidecar_read(&meta, folder, base, shown.data, t->arrived, &why);
	if (rc == 0) {
		rc = copy(t, i, f, buf_slice(&meta), e);
	} else if (why.kind == ERR_FILE) {
		item_set_state(i, "refused", "file.sidecar", "%s", why.text);
		rc = 0;
	} else {
		*e = why;
	}
out:
	buf_release(&shown);
	buf_release(&meta);
	return rc;
}

static int judge(struct take *t, struct inbox_item *i, const struct found *f, struct err *e)
{
	const struct complete_rule *probed = complete_find(&t->complete, f->feed, strlen(f->feed));
	int rc = judge_found(i, f, e);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	hash_hex(f->kind == ERR_FILE ? f->packed : f->plain, i->hash);
	if (is_changed(i)) {
		leave_changed(i);
		return 0;
	}
	if (!is_whole(t, i, probed))
		return 0;
	judge_content(t, i, f, probed);
	if (!i->state && store(t, i, f, e))
		return -1;
	if (!i->state)
		i->state = "taken";
	else
		i->raw[0] = '\0';
	return 0;
}

int item_decide(struct take *t, struct inbox_item *i, const struct found *f, struct err *e)
{
	int rc = judge(t, i, f, e);

	close(i->fd);
	i->fd = -1;
	return rc;
}
