#include "core/meta.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool ends_with(const char *text, size_t len, const char *tail)
{
	size_t n = strlen(tail);

	return len > n && memcmp(text + len - n, tail, n) == 0;
}

bool meta_name(char *out, size_t size, const char *name, int n)
{
	static const char *const tails[] = {".xml.gz", ".xml", ".gz"};
	size_t len = strlen(name), cut = n == 0 ? len : 0;

	for (size_t i = 0; n == 1 && cut == 0 && i < sizeof(tails) / sizeof(tails[0]); i++)
		if (ends_with(name, len, tails[i]))
			cut = len - strlen(tails[i]);
	if (cut == 0 || cut + sizeof(".meta") > size)
		return false;
	memcpy(out, name, cut);
	memcpy(out + cut, ".meta", sizeof(".meta"));
	return true;
}

static int meta_open(const char *name)
{
	char path[4200];
	int fd = -1;

	for (int n = 0; fd < 0 && n < 2; n++)
		if (meta_name(path, sizeof(path), name, n))
			fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd;
}

static int meta_check(const struct meta *m, const char *name, struct err *e)
{
	const char *at = m->text;

	for (long line = 1; *at != '\0'; line++) {
		size_t n = strcspn(at, "\n");

		if (n > 0 && at[0] != '#' && memchr(at, '=', n) == NULL)
			return err_at(e, ERR_FILE, name, line,
				"found a line without = in the sidecar, expected KEY=VALUE");
		at += n + (at[n] == '\n');
	}
	return 0;
}

/* Until it is full or at its end. -1: reading failed. */
static int meta_fill(struct meta *m, int fd)
{
	m->len = 0;
	while (m->len < sizeof(m->text)) {
		ssize_t n = read(fd, m->text + m->len, sizeof(m->text) - m->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : 0;
		m->len += (size_t)n;
	}
	return 0;
}

int meta_read_from(struct meta *m, int fd, const char *name, struct err *e)
{
	if (meta_fill(m, fd) < 0) {
		m->len = 0;
		m->text[0] = '\0';
		return err_at(e, ERR_NOINPUT, name, 0, "cannot read the sidecar: %s", strerror(errno));
	}
	if (m->len == sizeof(m->text)) {
		m->len = 0;
		m->text[0] = '\0';
		return err_at(e, ERR_FILE, name, 0, "found a sidecar over %d bytes", META_BYTES - 1);
	}
	m->text[m->len] = '\0';
	return meta_check(m, name, e);
}

int meta_read(struct meta *m, const char *name, struct err *e)
{
	int fd = strcmp(name, "-") == 0 ? -1 : meta_open(name), rc;

	m->len = 0;
	m->text[0] = '\0';
	if (fd < 0)
		return 0;
	rc = meta_read_from(m, fd, name, e);
	close(fd);
	return rc;
}

struct slice meta_find(const struct meta *m, const char *key)
{
	const char *at = m->text;
	size_t want = strlen(key);

	while (*at != '\0') {
		size_t n = strcspn(at, "\n");

		if (n > want && at[0] != '#' && at[want] == '=' && memcmp(at, key, want) == 0) {
			n -= at[n - 1] == '\r' ? 1 : 0;
			return n > want ? (struct slice){at + want + 1, n - want - 1} : SLICE("");
		}
		at += n + (at[n] == '\n');
	}
	return SLICE("");
}
