#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"
#include "core/shown.h"
#include "take/item.h"
#include "take/sidecar.h"

__attribute__((format(printf, 4, 5))) static void set_state(
	struct item *i, const char *state, const char *code, const char *fmt, ...)
{
	va_list ap;

	i->state = state;
	i->code = code;
	va_start(ap, fmt);
	vsnprintf(i->reason, sizeof(i->reason), fmt, ap);
	va_end(ap);
}

static void leave(struct item *i, const char *code, const char *found)
{
	set_state(i, "left", code, "found %s, expected a file that can be read", found);
}

/* ---- opening ---- */

static void leave_kind(struct item *i)
{
	switch (i->entry->kind) {
	case ENTRY_FILE:
		break;
	case ENTRY_LINK:
		set_state(i, "left", "left.link",
			"found a symbolic link, expected a file: links are not followed");
		break;
	case ENTRY_FOLDER:
		set_state(i, "left", "left.folder", "found a folder named like a file, expected a file");
		break;
	case ENTRY_PIPE:
		leave(i, "left.special", "a pipe");
		break;
	case ENTRY_SOCKET:
		leave(i, "left.special", "a socket");
		break;
	case ENTRY_DEVICE:
		leave(i, "left.special", "a device");
		break;
	case ENTRY_CLOSED:
		set_state(i, "left", "left.unreadable",
			"found a folder that cannot be read (%s), expected one "
			"whose files can be taken",
			strerror(i->entry->error));
		break;
	case ENTRY_DEEP:
		set_state(i, "left", "left.unreadable", "found a folder below %d others, expected fewer",
			INBOX_DEPTH);
		break;
	}
}

/* Another thing than what was listed, or nothing, stands there now. */
static void leave_unopened(struct item *i, int why)
{
	if (why == ENOENT || why == ENOTDIR)
		set_state(i, "left", "left.gone",
			"found no such file any more, expected the one that was listed");
	else if (why == ELOOP)
		set_state(i, "left", "left.link",
			"found a symbolic link, expected a file: links are not followed");
	else if (why == ENXIO || why == ENODEV)
		leave(i, "left.special", "no file");
	else
		set_state(i, "left", "left.unreadable",
			"found a file that cannot be opened (%s), expected one "
			"that can be read",
			strerror(why));
}

/* The feed that the topmost folder is named after. */
static const struct complete_rule *folder_rule(const struct take *t, const char *path)
{
	const char *slash = strchr(path, '/');

	return slash ? complete_find(&t->complete, path, (size_t)(slash - path)) : NULL;
}

static void wait_for(struct item *i, const struct complete_rule *rule)
{
	if (rule->by == COMPLETE_WRONG)
		set_state(i, "left", "left.feed",
			"found rows of feed %s that cannot be read, expected them mended: %s", rule->feed,
			rule->wrong);
	else if (rule->by == COMPLETE_MARKER)
		set_state(i, "left", "waiting",
			"found no marker .done beside it, expected one when it is whole");
	else
		set_state(i, "left", "waiting",
			"found it changed less than %ld seconds ago, expected it at rest", rule->age_s);
}

static void check_opened(struct take *t, struct item *i, int folder, const char *base)
{
	if (fstat(i->fd, &i->st)) {
		leave_unopened(i, errno);
		return;
	}
	i->has_stat = true;
	if (S_ISDIR(i->st.st_mode))
		set_state(i, "left", "left.folder", "found a folder named like a file, expected a file");
	else if (!S_ISREG(i->st.st_mode))
		leave(i, "left.special", S_ISFIFO(i->st.st_mode) ? "a pipe" : "a device");
	else if (i->folder && !complete_holds(i->folder, folder, base, &i->st, t->clock))
		wait_for(i, i->folder);
}

int item_open(struct take *t, struct item *i, const struct entry *entry, struct err *e)
{
	const char *base;
	int folder;

	*i = (struct item){.entry = entry, .fd = -1, .code = "", .feed = ""};
	i->folder = folder_rule(t, entry->path);
	if (i->folder)
		i->feed = i->folder->feed;
	leave_kind(i);
	if (i->state)
		return 0;
	folder = place_folder(&t->place, entry->path, &base);
	i->fd = folder < 0 ? -1
			   : openat(folder, base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (i->fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		return err_set(e, ERR_RETRY, "no descriptor for a file of the inbox: %s", strerror(errno));
	if (i->fd < 0)
		leave_unopened(i, errno);
	else
		check_opened(t, i, folder, base);
	if (i->state && i->fd >= 0) {
		close(i->fd);
		i->fd = -1;
	}
	return 0;
}

/* ---- judging ---- */

/* 1: the state is known, or the cell could not look. Errors: what no other file would fare better with. */
static int judge_found(struct item *i, const struct found *f, struct err *e)
{
	switch (f->kind) {
	case ERR_NONE:
	case ERR_FILE:
		return 0;
	case ERR_NOINPUT:
		set_state(i, "left", "left.unreadable",
			"found a file that cannot be read (%s), expected its bytes", f->text);
		return 1;
	case ERR_CATALOG:
		return err_set(e, ERR_CATALOG, "%s", f->text);
	default:
		set_state(i, "refused", "file.parser",
			"found a file at which the parser gave up (%s), expected XML", f->text);
		return 1;
	}
}

/* A file beside the feeds' folders is whole as its own feed says. */
static bool is_whole(struct take *t, struct item *i, const struct complete_rule *feed)
{
	const struct complete_rule *rule = feed ? feed : &complete_unknown;
	const char *base;
	int folder;

	if (i->folder)
		return true; /* asked before it was looked at */
	folder = place_folder(&t->place, i->entry->path, &base);
	if (folder >= 0 && complete_holds(rule, folder, base, &i->st, t->clock))
		return true;
	wait_for(i, rule);
	return false;
}

static void judge_feed(const struct take *t, struct item *i, const struct complete_rule *probed)
{
	i->feed = "";
	if (i->folder && probed && probed != i->folder)
		set_state(i, "refused", "file.other_feed", "found %s in the folder of %s, expected %s",
			probed->feed, i->folder->feed, i->folder->feed);
	else if (!i->folder && !probed && t->options->wrong)
		set_state(i, "left", "left.feed",
			"found no record of a feed that can be told, and a feed that cannot: %.400s",
			t->options->wrong);
	else if (!i->folder && !probed)
		set_state(i, "refused", "file.other_feed",
			"found no record of any feed of the catalogue, expected one of a feed");
	else
		i->feed = i->folder ? i->folder->feed : probed->feed;
}

static void judge_content(
	const struct take *t, struct item *i, const struct found *f, const struct complete_rule *probed)
{
	const char *slash = strrchr(i->entry->path, '/'), *base = slash ? slash + 1 : i->entry->path;

	if (shown_has_control(base, strlen(base))) {
		set_state(i, "refused", "file.name", "found control characters in its name, expected none");
		return;
	}
	if (f->kind == ERR_FILE) {
		i->feed = i->folder ? i->folder->feed : probed ? probed->feed : "";
		snprintf(i->code_text, sizeof(i->code_text), "%s", f->code);
		set_state(i, "refused", i->code_text, "%s", f->text);
		return;
	}
	if (f->bytes == 0)
		set_state(i, "refused", "file.empty", "found an empty file, expected XML");
	else
		judge_feed(t, i, probed);
}

static bool is_changed(const struct item *i)
{
	struct stat now;

	return fstat(i->fd, &now) || now.st_size != i->st.st_size ||
	       now.st_mtim.tv_sec != i->st.st_mtim.tv_sec || now.st_mtim.tv_nsec != i->st.st_mtim.tv_nsec;
}

static void leave_changed(struct item *i)
{
	i->hash[0] = '\0';
	set_state(i, "left", "left.changed", "found it changed while it was taken, expected a file at rest");
}

/* Copies what the raw zone does not have. What grew meanwhile is whole bytes of half a file. */
static int copy(struct take *t, struct item *i, const struct found *f, struct slice meta, struct err *e)
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
		set_state(i, "left", "left.unreadable",
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
static int store(struct take *t, struct item *i, const struct found *f, struct err *e)
{
	struct buf shown = {0}, meta = {0};
	struct err why = {0};
	const char *base;
	int folder = place_folder(&t->place, i->entry->path, &base), rc = -1;

	if (folder < 0) {
		leave_unopened(i, errno);
		return 0;
	}
	if (shown_add(&shown, base, strlen(base), e))
		goto out;
	rc = sidecar_read(&meta, folder, base, shown.data, t->arrived, &why);
	if (rc == 0) {
		rc = copy(t, i, f, buf_slice(&meta), e);
	} else if (why.kind == ERR_FILE) {
		set_state(i, "refused", "file.sidecar", "%s", why.text);
		rc = 0;
	} else {
		*e = why;
	}
out:
	buf_release(&shown);
	buf_release(&meta);
	return rc;
}

static int judge(struct take *t, struct item *i, const struct found *f, struct err *e)
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

int item_judge(struct take *t, struct item *i, const struct found *f, struct err *e)
{
	int rc = judge(t, i, f, e);

	close(i->fd);
	i->fd = -1;
	return rc;
}
