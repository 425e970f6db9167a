#include "stream/meta.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "core/text.h"

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

static int open_meta(const char *name)
{
	char path[4200];
	int fd = -1;

	for (int n = 0; fd < 0 && n < 2; n++)
		if (meta_name(path, sizeof(path), name, n))
			fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd;
}

/* Where the lines begin. */
static const char *meta_lines(const struct meta *m)
{
	return m->text + (strncmp(m->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
}

/* The line at *at without its end; *at moves on to the next. */
static struct slice line_next(const char **at)
{
	struct slice line = {*at, strcspn(*at, "\n")};

	*at += line.len + ((*at)[line.len] == '\n');
	if (line.len > 0 && line.text[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool line_has_key(struct slice line, struct slice key)
{
	return line.len > key.len && line.text[0] != '#' && line.text[key.len] == '=' &&
	       memcmp(line.text, key.text, key.len) == 0;
}

static bool is_said_again(const char *rest, struct slice key)
{
	while (*rest != '\0')
		if (line_has_key(line_next(&rest), key))
			return true;
	return false;
}

/* What is wrong with a line; NULL: nothing. rest: the lines behind it. */
static const char *line_fault(struct slice line, const char *rest)
{
	const char *equals = memchr(line.text, '=', line.len);

	if (line.len == 0 || line.text[0] == '#')
		return NULL;
	if (memchr(line.text, '\r', line.len))
		return "found a CR inside a line of the sidecar, expected lines that end in LF or CR LF";
	if (!equals)
		return "found a line without = in the sidecar, expected KEY=VALUE";
	if (!line_has_key(line, SLICE("name")) && !text_is_utf8(line.text, line.len))
		return "found bytes that are not UTF-8 in the sidecar, expected them in name= alone";
	if (is_said_again(rest, (struct slice){line.text, (size_t)(equals - line.text)}))
		return "found a key of the sidecar that is said again below, expected each key once";
	return NULL;
}

int meta_check(const struct meta *m, const char *name, struct err *e)
{
	const char *at = meta_lines(m);

	if (m->len >= sizeof(m->text))
		return err_at(e, ERR_FILE, name, 0, "found a sidecar over %d bytes", META_BYTES - 1);
	if (strlen(m->text) != m->len)
		return err_at(e, ERR_FILE, name, 0, "found a NUL byte in the sidecar, expected UTF-8 text");
	for (long line = 1; *at != '\0'; line++) {
		struct slice text = line_next(&at);
		const char *fault = line_fault(text, at);

		if (fault)
			return err_at(e, ERR_FILE, name, line, "%s", fault);
	}
	return 0;
}

/* Until it is full or at its end. -1: reading failed. */
static int fill_meta(struct meta *m, int fd)
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
	if (fill_meta(m, fd) < 0) {
		m->len = 0;
		m->text[0] = '\0';
		return err_at(e, ERR_NOINPUT, name, 0, "cannot read the sidecar: %s", strerror(errno));
	}
	m->text[m->len < sizeof(m->text) ? m->len : sizeof(m->text) - 1] = '\0';
	return meta_check(m, name, e);
}

int meta_read(struct meta *m, const char *name, struct err *e)
{
	int fd = strcmp(name, "-") == 0 ? -1 : open_meta(name), rc;

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
	const char *at = meta_lines(m);
	struct slice want = slice_from(key);

	while (*at != '\0') {
		struct slice line = line_next(&at);

		if (line_has_key(line, want))
			return (struct slice){line.text + want.len + 1, line.len - want.len - 1};
	}
	return SLICE("");
}
