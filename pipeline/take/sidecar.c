#include "take/sidecar.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "stream/meta.h"

static bool is_absent(int why)
{
	return why == ENOENT || why == ENAMETOOLONG;
}

static int refuse(struct err *e, const char *why)
{
	return err_set(e, ERR_FILE, "found a sidecar that %s, expected a readable file of KEY=VALUE", why);
}

/* The sidecar's descriptor; -1: there is none, or it is refused. */
static int open_one(int folder, const char *base, struct err *e)
{
	char name[NAME_MAX + 8];
	struct stat st;
	int fd = -1;

	errno = ENOENT;
	for (int n = 0; fd < 0 && is_absent(errno) && n < 2; n++)
		if (meta_name(name, sizeof(name), base, n))
			fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 && !is_absent(errno))
		refuse(e, errno == ELOOP ? "is a link" : "cannot be opened");
	if (fd < 0 || (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)))
		return fd;
	close(fd);
	return refuse(e, "is no file");
}

int sidecar_open(int folder, const char *base)
{
	struct err ignored = {0}; /* what is wrong with it is the reason of the file */

	return open_one(folder, base, &ignored);
}

static bool begins_with(const char *line, size_t len, const char *key)
{
	return len >= strlen(key) && memcmp(line, key, strlen(key)) == 0;
}

#define MARK "\xEF\xBB\xBF" /* of byte order: what an editor puts before the first line */

static int add_lines(struct buf *out, const struct meta *m, struct err *e)
{
	const char *text = begins_with(m->text, m->len, MARK) ? m->text + strlen(MARK) : m->text;

	for (const char *at = text, *next; *at != '\0'; at = next) {
		size_t n = strcspn(at, "\n");

		next = at + n + (at[n] == '\n');
		if (n > 0 && at[n - 1] == '\r')
			n--;
		if (n == 0 || at[0] == '#' || begins_with(at, n, "name=") || begins_with(at, n, "arrived="))
			continue;
		if (buf_add(out, at, n, e) || buf_add_char(out, '\n', e))
			return -1;
	}
	return 0;
}

int sidecar_read(
	struct buf *out, int folder, const char *base, const char *shown, const char *arrived, struct err *e)
{
	static struct meta m; /* 16 KiB; one file at a time */
	int fd = open_one(folder, base, e), rc;
	struct err why = {0};

	if (e->kind != ERR_NONE || buf_addf(out, e, "name=%s\narrived=%s\n", shown, arrived))
		return -1;
	if (fd < 0)
		return 0;
	rc = meta_read_from(&m, fd, "", &why);
	close(fd);
	if (rc < 0 && why.line > 0)
		return err_set(e, ERR_FILE, "sidecar, line %ld: %s", why.line, why.text);
	if (rc < 0)
		return err_set(e, ERR_FILE, "%s", why.text);
	if (add_lines(out, &m, e))
		return -1;
	return out->len < META_BYTES ? 0 : refuse(e, "is too long with the file's name");
}

/* Whether a file of the folder besides `base` has `name` for its sidecar as well. */
static bool is_shared(int folder, const char *name, const char *base)
{
	static const char *const tails[] = {"", ".xml", ".xml.gz", ".gz"};
	int stem = (int)(strlen(name) - strlen(".meta"));
	char other[NAME_MAX + 16];
	struct stat st;

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		snprintf(other, sizeof(other), "%.*s%s", stem, name, tails[i]);
		if (strcmp(other, base) != 0 && fstatat(folder, other, &st, AT_SYMLINK_NOFOLLOW) == 0)
			return true;
	}
	return false;
}

int sidecar_remove(int folder, const char *base)
{
	char name[NAME_MAX + 8];
	struct stat st;

	for (int n = 0; n < 2; n++) {
		if (!meta_name(name, sizeof(name), base, n) ||
			fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		if (is_shared(folder, name, base))
			return 0;
		return unlinkat(folder, name, 0) && errno != ENOENT ? errno : 0;
	}
	return 0;
}
