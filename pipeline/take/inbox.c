#include "take/inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- which names are input ---- */

static struct slice word_next(const char **at)
{
	struct slice s;

	*at += strspn(*at, " ");
	s = (struct slice){*at, strcspn(*at, " ")};
	*at += s.len;
	return s;
}

int inbox_init(struct inbox *in, struct catalog *c, const char *date, struct err *e)
{
	const char *endings = catalog_setting(c, "inbox_ignored", date, e);

	memset(in, 0, sizeof(*in));
	in->aside = endings ? catalog_setting(c, "inbox_aside", date, e) : NULL;
	if (!in->aside)
		return err_set(e, ERR_CATALOG,
			"settings: found no inbox_ignored and inbox_aside, expected what is no input");
	for (;;) {
		struct slice s = word_next(&endings);

		if (s.len == 0)
			return 0;
		if (in->nendings == INBOX_ENDINGS)
			return err_set(
				e, ERR_CATALOG, "inbox_ignored: found more than %d endings", INBOX_ENDINGS);
		in->endings[in->nendings++] = s;
	}
}

void inbox_release(struct inbox *in)
{
	arena_release(&in->arena);
	free(in->entries);
}

/* Counts a name that is no input. Letters of either case: who sends from Windows writes X.TXT. */
static bool is_ignored(struct inbox *in, const char *name, size_t len)
{
	if (name[0] == '.') {
		in->ignored[INBOX_ENDINGS]++;
		return true;
	}
	for (size_t i = 0; i < in->nendings; i++) {
		struct slice s = in->endings[i];

		if (len >= s.len && strncasecmp(name + len - s.len, s.text, s.len) == 0) {
			in->ignored[i]++;
			return true;
		}
	}
	return false;
}

static bool is_aside(const struct inbox *in, const char *name)
{
	const char *at = in->aside;
	struct slice s;

	if (name[0] == '.')
		return true;
	while ((s = word_next(&at)).len > 0)
		if (slice_equals(s, name))
			return true;
	return false;
}

/* Somebody unpacked where a file was meant. */
static bool is_like_file(const char *name, size_t len)
{
	static const char *const tails[] = {".xml", ".gz", ".zip", ".json"};

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		size_t n = strlen(tails[i]);

		if (len > n && strcasecmp(name + len - n, tails[i]) == 0)
			return true;
	}
	return false;
}

uint64_t inbox_ignored(const struct inbox *in)
{
	uint64_t n = 0;

	for (size_t i = 0; i <= INBOX_ENDINGS; i++)
		n += in->ignored[i];
	return n;
}

/* ---- the walk ---- */

struct walking {
	struct inbox *in;
	struct buf path; /* of the folder at hand, with its last slash */
	int depth;
	struct err *e;
};

static int add(struct walking *w, const char *name, enum entry_kind kind, int error)
{
	struct inbox *in = w->in;
	size_t len = strlen(name);
	char *path;

	if (in->n == in->cap) {
		size_t cap = in->cap ? in->cap * 2 : 256;
		struct inbox_entry *more = realloc(in->entries, cap * sizeof(*more));

		if (!more)
			return err_set(w->e, ERR_NOMEM, "out of memory for the names in the inbox");
		in->entries = more;
		in->cap = cap;
	}
	path = arena_alloc(&in->arena, w->path.len + len + 1, w->e);
	if (!path)
		return -1;
	if (w->path.data)
		memcpy(path, w->path.data, w->path.len);
	memcpy(path + w->path.len, name, len + 1);
	in->entries[in->n++] = (struct inbox_entry){path, kind, error};
	return 0;
}

static unsigned char type_of(int folder, const struct dirent *d)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN) /* some file systems do not say */
		return d->d_type;
	if (fstatat(folder, d->d_name, &st, AT_SYMLINK_NOFOLLOW))
		return DT_REG; /* opening it will tell */
	return (unsigned char)IFTODT(st.st_mode);
}

static int walk_folder(struct walking *w, int fd);

/* What went away between its name and its opening is nothing at all. */
static int enter(struct walking *w, int folder, const char *name)
{
	size_t before = w->path.len;
	int fd, rc;

	if (w->depth == INBOX_DEPTH)
		return add(w, name, ENTRY_DEEP, 0);
	fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? 0 : add(w, name, ENTRY_CLOSED, errno);
	if (buf_add_str(&w->path, name, w->e) || buf_add_char(&w->path, '/', w->e)) {
		close(fd);
		return -1;
	}
	w->depth++;
	rc = walk_folder(w, fd);
	w->depth--;
	w->path.len = before;
	return rc > 0 ? add(w, name, ENTRY_CLOSED, rc) : rc;
}

static int see_folder(struct walking *w, int folder, const char *name)
{
	if (is_aside(w->in, name)) {
		w->in->not_entered++;
		return 0;
	}
	if (is_like_file(name, strlen(name)) && add(w, name, ENTRY_FOLDER, 0))
		return -1;
	return enter(w, folder, name);
}

static int see(struct walking *w, int folder, const struct dirent *d)
{
	unsigned char type = type_of(folder, d);
	enum entry_kind kind = type == DT_REG	 ? ENTRY_FILE
			       : type == DT_LNK	 ? ENTRY_LINK
			       : type == DT_FIFO ? ENTRY_PIPE
			       : type == DT_SOCK ? ENTRY_SOCKET
						 : ENTRY_DEVICE;

	if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
		return 0;
	if (type == DT_DIR)
		return see_folder(w, folder, d->d_name);
	if (is_ignored(w->in, d->d_name, strlen(d->d_name)))
		return 0;
	return add(w, d->d_name, kind, 0);
}

/* Closes fd. 0, -1 with the error set, or the errno with which reading the folder failed. */
static int walk_folder(struct walking *w, int fd)
{
	DIR *dir = fdopendir(fd);
	const struct dirent *d;
	int rc = 0;

	if (!dir) {
		rc = errno;
		close(fd);
		return rc;
	}
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (!d) {
			rc = errno;
			break;
		}
		rc = see(w, dirfd(dir), d);
		if (rc)
			break;
	}
	closedir(dir);
	return rc;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct inbox_entry *)a)->path, ((const struct inbox_entry *)b)->path);
}

int inbox_list(struct inbox *in, int fd, struct err *e)
{
	struct walking w = {.in = in, .e = e};
	int own = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	rc = own < 0 ? errno : walk_folder(&w, own);
	buf_release(&w.path);
	if (rc > 0)
		return err_set(e, ERR_NOINPUT, "the inbox cannot be read: %s", strerror(rc));
	if (rc == 0 && in->n > 0)
		qsort(in->entries, in->n, sizeof(*in->entries), compare);
	return rc;
}
