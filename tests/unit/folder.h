/* A folder of a test's own, there while it runs: a few files, mostly a small catalogue. */
#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

#include <sys/stat.h>
#include "model/catalog.h"
#include "unit.h"

static char folder[] = "/tmp/chiso-unit-XXXXXX";

static inline int folder_make(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

/* Writes text as the file NAME, or DIR/NAME, of the folder. */
static inline void folder_put(const char *name, const char *text)
{
	const char *slash = strchr(name, '/');
	char path[200];
	FILE *f;

	if (slash) {
		snprintf(path, sizeof(path), "%s/%.*s", folder, (int)(slash - name), name);
		mkdir(path, 0700);
	}
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* A copy of a file of the base, for what a test's own catalogue need not say itself. */
static inline void folder_copy(const char *name)
{
	static char text[100000];
	char path[200];
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "pipeline/catalog/base/%s", name);
	f = fopen(path, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	assert_true(n > 0 && n < sizeof(text) - 1);
	text[n] = '\0';
	assert_int_equal(fclose(f), 0);
	folder_put(name, text);
}

/* The folder as a catalogue; the caller frees it. */
static inline struct catalog *folder_catalog(void)
{
	const char *dir = folder;
	struct catalog *c = NULL;
	struct err e = {0};

	if (catalog_open(&c, &dir, 1, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	return c;
}

static inline int folder_remove(void **state)
{
	char command[300];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

#endif
