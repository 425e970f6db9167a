/* A file of the inbox is opened, or is left, with the reason. */
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

void item_set_state(struct inbox_item *i, const char *state, const char *code, const char *fmt, ...)
{
	va_list ap;

	i->state = state;
	i->code = code;
	va_start(ap, fmt);
	vsnprintf(i->reason, sizeof(i->reason), fmt, ap);
	va_end(ap);
}

static void leave(struct inbox_item *i, const char *code, const char *found)
{
	item_set_state(i, "left", code, "found %s, expected a file that can be read", found);
}

static void leave_kind(struct inbox_item *i)
{
	switch (i->entry->kind) {
	case ENTRY_FILE:
		break;
	case ENTRY_LINK:
		item_set_state(i, "left", "left.link",
			"found a symbolic link, expected a file: links are not followed");
		break;
	case ENTRY_FOLDER:
		item_set_state(i, "left", "left.folder", "found a folder named like a file, expected a file");
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
		item_set_state(i, "left", "left.unreadable",
			"found a folder that cannot be read (%s), expected one "
			"whose files can be taken",
			strerror(i->entry->error));
		break;
	case ENTRY_DEEP:
		item_set_state(i, "left", "left.unreadable", "found a folder below %d others, expected fewer",
			INBOX_DEPTH);
		break;
	}
}

/* Another thing than what was listed, or nothing, stands there now. */
void item_leave_unopened(struct inbox_item *i, int why)
{
	if (why == ENOENT || why == ENOTDIR)
		item_set_state(i, "left", "left.gone",
			"found no such file any more, expected the one that was listed");
	else if (why == ELOOP)
		item_set_state(i, "left", "left.link",
			"found a symbolic link, expected a file: links are not followed");
	else if (why == ENXIO || why == ENODEV)
		leave(i, "left.special", "no file");
	else
		item_set_state(i, "left", "left.unreadable",
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

void item_wait_for(struct inbox_item *i, const struct complete_rule *rule)
{
	if (rule->by == COMPLETE_WRONG)
		item_set_state(i, "left", "left.feed",
			"found rows of feed %s that cannot be read, expected them mended: %s", rule->feed,
			rule->wrong);
	else if (rule->by == COMPLETE_MARKER)
		item_set_state(i, "left", "waiting",
			"found no marker .done beside it, expected one when it is whole");
	else
		item_set_state(i, "left", "waiting",
			"found it changed less than %ld seconds ago, expected it at rest", rule->age_s);
}

static void check_opened(struct take *t, struct inbox_item *i, int folder, const char *base)
{
	if (fstat(i->fd, &i->st)) {
		item_leave_unopened(i, errno);
		return;
	}
	i->has_stat = true;
	if (S_ISDIR(i->st.st_mode))
		item_set_state(i, "left", "left.folder", "found a folder named like a file, expected a file");
	else if (!S_ISREG(i->st.st_mode))
		leave(i, "left.special", S_ISFIFO(i->st.st_mode) ? "a pipe" : "a device");
	else if (i->folder && !complete_holds(i->folder, folder, base, &i->st, t->clock))
		item_wait_for(i, i->folder);
}

int item_open(struct take *t, struct inbox_item *i, const struct inbox_entry *entry, struct err *e)
{
	const char *base;
	int folder;

	*i = (struct inbox_item){.entry = entry, .fd = -1, .code = "", .feed = ""};
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
		item_leave_unopened(i, errno);
	else
		check_opened(t, i, folder, base);
	if (i->state && i->fd >= 0) {
		close(i->fd);
		i->fd = -1;
	}
	return 0;
}
