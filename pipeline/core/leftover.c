#include "core/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEPTH 8 /* of folders: an archive of the catalogue has two */

/* Read by the handler at any moment: a node stays in its place for ever, and is taken again when it is free.
 */
struct leftover {
	struct leftover *next;
	volatile sig_atomic_t is_there;
	enum leftover_kind kind;
	char path[PATH_MAX + 16];
};

static struct leftover *volatile first;
static pid_t owner;
static const int signals[] = {SIGTERM, SIGINT, SIGHUP};

#define NSIGNALS (sizeof signals / sizeof *signals)

/* ---- in the handler: system calls alone ---- */

static bool is_dot(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool is_new(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && strcmp(name + len - 4, ".new") == 0;
}

static void remove_tree(int parent, const char *name, int depth);

static void remove_entries(int fd, bool is_tree, int depth)
{
	union {
		struct dirent64 d;
		char bytes[2048];
	} block;
	ssize_t n;

	while ((n = getdents64(fd, &block, sizeof block)) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct dirent64 *d = (const struct dirent64 *)(const void *)(block.bytes + at);

			if (is_tree && !is_dot(d->d_name))
				remove_tree(fd, d->d_name, depth - 1);
			else if (!is_tree && is_new(d->d_name))
				unlinkat(fd, d->d_name, 0);
			at += d->d_reclen;
		}
}

static void remove_tree(int parent, const char *name, int depth)
{
	int fd;

	if (unlinkat(parent, name, 0) == 0 || depth == 0)
		return;
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	remove_entries(fd, true, depth);
	close(fd);
	unlinkat(parent, name, AT_REMOVEDIR);
}

static void remove_one(const struct leftover *l)
{
	int fd;

	if (l->kind == LEFTOVER_FILE)
		unlink(l->path);
	else if (l->kind == LEFTOVER_TREE)
		remove_tree(AT_FDCWD, l->path, DEPTH);
	else if ((fd = open(l->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0) {
		remove_entries(fd, false, 0);
		close(fd);
	}
}

/* The signal is blocked here: raised again it ends the program when this returns, by itself. */
static void on_signal(int number)
{
	if (getpid() == owner)
		for (const struct leftover *l = first; l; l = l->next)
			if (l->is_there)
				remove_one(l);
	signal(number, SIG_DFL);
	raise(number);
}

/* ---- outside ---- */

static void block_signals(sigset_t *before)
{
	sigset_t all;

	sigemptyset(&all);
	for (size_t i = 0; i < NSIGNALS; i++)
		sigaddset(&all, signals[i]);
	sigprocmask(SIG_BLOCK, &all, before);
}

static void catch_signals(void)
{
	struct sigaction ours = {.sa_handler = on_signal}, was;

	if (owner == getpid())
		return;
	owner = getpid();
	sigemptyset(&ours.sa_mask);
	for (size_t i = 0; i < NSIGNALS; i++)
		sigaddset(&ours.sa_mask, signals[i]);
	for (size_t i = 0; i < NSIGNALS; i++)
		if (sigaction(signals[i], NULL, &was) == 0 && was.sa_handler == SIG_DFL)
			sigaction(signals[i], &ours, NULL);
}

void leftover_forget(void)
{
	for (size_t i = 0; owner && i < NSIGNALS; i++)
		signal(signals[i], SIG_DFL);
}

static struct leftover *find_free(void)
{
	struct leftover *l = first;

	while (l && l->is_there)
		l = l->next;
	if (l)
		return l;
	l = calloc(1, sizeof *l);
	if (l) {
		l->next = first;
		first = l;
	}
	return l;
}

int leftover_add(enum leftover_kind kind, const char *path, struct err *e)
{
	struct leftover *l;
	size_t len = strlen(path);

	if (len >= sizeof l->path)
		return err_set(e, ERR_USAGE, "found a name of %zu bytes, expected fewer than %zu", len,
			sizeof l->path);
	catch_signals();
	l = find_free();
	if (!l)
		return err_set(e, ERR_NOMEM, "out of memory");
	l->kind = kind;
	memcpy(l->path, path, len + 1);
	l->is_there = 1;
	return 0;
}

void leftover_drop(const char *path)
{
	for (struct leftover *l = first; l; l = l->next)
		if (l->is_there && strcmp(l->path, path) == 0) {
			l->is_there = 0;
			return;
		}
}

int leftover_make_file(char *template, struct err *e)
{
	sigset_t before;
	int fd;

	block_signals(&before);
	fd = mkostemp(template, O_CLOEXEC);
	if (fd < 0) {
		err_at(e, ERR_OUTPUT, template, 0, "cannot be created: %s", strerror(errno));
	} else if (leftover_add(LEFTOVER_FILE, template, e)) {
		close(fd);
		unlink(template);
		fd = -1;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return fd;
}

int leftover_make_tree(char *template, struct err *e)
{
	sigset_t before;
	int rc = 0;

	block_signals(&before);
	if (!mkdtemp(template)) {
		rc = err_at(e, ERR_OUTPUT, template, 0, "cannot be made: %s", strerror(errno));
	} else if (leftover_add(LEFTOVER_TREE, template, e)) {
		rmdir(template);
		rc = -1;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return rc;
}
