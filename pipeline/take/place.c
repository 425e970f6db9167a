#include "take/place.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

int place_open(struct place *p, const char *dir, struct err *e)
{
	*p = (struct place){.top = open(dir, FOLDER), .folder = -1};
	if (p->top < 0)
		return err_at(
			e, ERR_NOINPUT, dir, 0, "found no inbox, expected a folder: %s", strerror(errno));
	return 0;
}

static void leave_folder(struct place *p)
{
	if (p->folder >= 0 && p->folder != p->top)
		close(p->folder);
	p->folder = -1;
}

void place_close(struct place *p)
{
	leave_folder(p);
	if (p->top >= 0)
		close(p->top);
	p->top = -1;
	buf_release(&p->path);
}

/* One step down; from is closed unless it is the top. */
static int enter(struct place *p, int from, const char *name, size_t len)
{
	char text[NAME_MAX + 1];
	int fd = -1, why = ENAMETOOLONG;

	if (len < sizeof(text)) {
		memcpy(text, name, len);
		text[len] = '\0';
		fd = openat(from, text, FOLDER | O_NOFOLLOW);
		why = errno;
	}
	if (from != p->top)
		close(from);
	errno = why;
	return fd;
}

int place_folder(struct place *p, const char *path, const char **base)
{
	const char *slash = strrchr(path, '/'), *at = path;
	size_t len = slash ? (size_t)(slash - path) : 0;
	struct err ignored = {0};

	*base = slash ? slash + 1 : path;
	if (p->folder >= 0 && p->path.len == len && (len == 0 || memcmp(p->path.data, path, len) == 0))
		return p->folder;
	leave_folder(p);
	buf_reset(&p->path);
	if (buf_add(&p->path, path, len, &ignored) < 0) {
		errno = ENOMEM;
		return -1;
	}
	p->folder = p->top;
	while (p->folder >= 0 && at < path + len) {
		size_t n = strcspn(at, "/");

		p->folder = enter(p, p->folder, at, n);
		at += n + 1;
	}
	return p->folder;
}

void place_stat_text(const struct stat *st, char out[80])
{
	snprintf(out, 80, "%" PRIdMAX ":%" PRIdMAX ".%09ld:%" PRIuMAX, (intmax_t)st->st_size,
		(intmax_t)st->st_mtim.tv_sec, st->st_mtim.tv_nsec, (uintmax_t)st->st_ino);
}
