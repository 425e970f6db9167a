#include "extract/meta.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool ends_with(const char *text, size_t len, const char *tail)
{
	size_t n = strlen(tail);

	return len > n && memcmp(text + len - n, tail, n) == 0;
}

/* NAME.meta first, then NAME without what says that it is XML. */
static FILE *meta_open(const char *name)
{
	static const char *const tails[] = {".xml.gz", ".xml", ".gz"};
	char path[4200];
	size_t len = strlen(name);
	FILE *in;

	snprintf(path, sizeof(path), "%s.meta", name);
	in = fopen(path, "re");
	for (size_t i = 0; in == NULL && i < sizeof(tails) / sizeof(tails[0]); i++) {
		if (!ends_with(name, len, tails[i]))
			continue;
		snprintf(path, sizeof(path), "%.*s.meta", (int)(len - strlen(tails[i])), name);
		return fopen(path, "re");
	}
	return in;
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

int meta_read(struct meta *m, const char *name, struct err *e)
{
	FILE *in = strcmp(name, "-") == 0 ? NULL : meta_open(name);
	bool is_bad;

	m->len = 0;
	m->text[0] = '\0';
	if (in == NULL)
		return 0;
	m->len = fread(m->text, 1, sizeof(m->text), in);
	is_bad = ferror(in) != 0;
	fclose(in); /* read only: nothing is lost */
	if (is_bad)
		return err_at(e, ERR_NOINPUT, name, 0, "cannot read the sidecar: %s", strerror(errno));
	if (m->len == sizeof(m->text)) {
		m->len = 0;
		return err_at(e, ERR_FILE, name, 0, "found a sidecar over %d bytes", META_BYTES - 1);
	}
	m->text[m->len] = '\0';
	return meta_check(m, name, e);
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
