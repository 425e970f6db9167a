#include "door/progress.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FIRST_MS 2000
#define EACH_MS 500

static struct {
	pthread_t watcher;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool is_watched, is_over, has_list;
	int64_t began_ms;
	const char *program, *unit;
	int fd; /* a copy, of which the place is asked; -1: none */
	uint64_t size, done,
		total;	      /* bytes of the file at hand, of those before it, of all: 0 when nobody knows */
	uint64_t read_before; /* what the process had read when it began */
	size_t columns;	      /* of the line that stands there */
	_Atomic uint64_t count;
} p = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER, .unit = "records", .fd = -1};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- what is known ---- */

/* A pipe has no place: what the process has read in all, of a program that reads little else. */
static uint64_t read_bytes(void)
{
	char text[256] = "";
	int fd = open("/proc/self/io", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

	if (fd >= 0)
		close(fd);
	return n > 7 && strncmp(text, "rchar: ", 7) == 0 ? strtoumax(text + 7, NULL, 10) : 0;
}

static uint64_t size_of(int fd)
{
	struct stat st;

	return fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

static uint64_t bytes_done(void)
{
	off_t at;

	if (p.fd < 0)
		return p.done;
	if (!p.size)
		return p.done + read_bytes() - p.read_before;
	at = lseek(p.fd, 0, SEEK_CUR);
	return p.done + (at < 0 ? 0 : (uint64_t)at > p.size ? p.size : (uint64_t)at);
}

/* ---- the line ---- */

static size_t terminal_columns(void)
{
	struct winsize w;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 1 ? w.ws_col : 80;
}

/* Called with the lock. */
static void erase(void)
{
	char blank[260];

	if (!p.columns)
		return;
	snprintf(blank, sizeof blank, "\r%*s\r", (int)p.columns, "");
	(void)!write(STDERR_FILENO, blank, strlen(blank));
	p.columns = 0;
}

static void describe(char *out, size_t size, uint64_t ms)
{
	uint64_t done = bytes_done(), n = atomic_load(&p.count), rate = done * 1000 / ms;

	if (p.total && done >= p.total)
		snprintf(out, size, "%" PRIu64 ".%" PRIu64 " MB read, at work for %" PRIu64 " s",
			p.total / 1000000, p.total / 100000 % 10, ms / 1000);
	else if (p.total && rate)
		snprintf(out, size,
			"%" PRIu64 ".%" PRIu64 " of %" PRIu64 ".%" PRIu64 " MB, %" PRIu64 ".%" PRIu64
			" MB/s, %" PRIu64 " s left",
			done / 1000000, done / 100000 % 10, p.total / 1000000, p.total / 100000 % 10,
			rate / 1000000, rate / 100000 % 10, (p.total - done) / rate);
	else if (n)
		snprintf(out, size, "%" PRIu64 " %s, %" PRIu64 "/s", n, p.unit, n * 1000 / ms);
	else if (done >= 100000) /* less says 0.0 */
		snprintf(out, size, "%" PRIu64 ".%" PRIu64 " MB, %" PRIu64 ".%" PRIu64 " MB/s",
			done / 1000000, done / 100000 % 10, rate / 1000000, rate / 100000 % 10);
}

static void draw(void)
{
	char words[160] = "", line[256];
	size_t most = terminal_columns() - 1;
	int64_t ms = now_ms() - p.began_ms;

	describe(words, sizeof words, ms > 0 ? (uint64_t)ms : 1);
	erase();
	if (!*words)
		return;
	snprintf(line, sizeof line, "%s: %s", p.program, words);
	if (strlen(line) > most)
		line[most] = '\0';
	p.columns = strlen(line);
	(void)!write(STDERR_FILENO, line, p.columns);
}

static void *watch(void *unused)
{
	struct timespec until;
	int64_t at = p.began_ms + FIRST_MS;

	(void)unused;
	pthread_mutex_lock(&p.lock);
	for (; !p.is_over; at = now_ms() + EACH_MS) {
		until = (struct timespec){at / 1000, at % 1000 * 1000000};
		while (!p.is_over && now_ms() < at)
			pthread_cond_clockwait(&p.changed, &p.lock, CLOCK_MONOTONIC, &until);
		if (!p.is_over)
			draw();
	}
	pthread_mutex_unlock(&p.lock);
	return NULL;
}

/* ---- from the program ---- */

static void stop(void)
{
	pthread_mutex_lock(&p.lock);
	p.is_over = true;
	pthread_cond_signal(&p.changed);
	erase();
	pthread_mutex_unlock(&p.lock);
	pthread_join(p.watcher, NULL);
}

/* All that will be read, where every argument is a file. */
static uint64_t sum_sizes(char *const *names, int n)
{
	uint64_t sum = 0;
	struct stat st;

	for (int i = 0; i < n; i++) {
		if (stat(names[i], &st) || !S_ISREG(st.st_mode))
			return 0;
		sum += (uint64_t)st.st_size;
	}
	return sum;
}

void progress_start(const char *program, char *const *names, int n, bool is_apart)
{
	sigset_t all, before;

	if (p.is_watched || !isatty(STDERR_FILENO) || (!is_apart && isatty(STDOUT_FILENO)))
		return;
	p.program = program;
	p.began_ms = now_ms();
	p.read_before = read_bytes();
	p.has_list = n > 0;
	p.total = p.has_list ? sum_sizes(names, n) : p.size;
	sigfillset(&all); /* signals are the program's */
	pthread_sigmask(SIG_SETMASK, &all, &before);
	p.is_watched = pthread_create(&p.watcher, NULL, watch, NULL) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (p.is_watched)
		atexit(stop);
}

void progress_file(int fd)
{
	if (!isatty(STDERR_FILENO))
		return;
	pthread_mutex_lock(&p.lock);
	p.done += p.size;
	if (p.fd >= 0)
		close(p.fd);
	p.fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	p.size = size_of(p.fd);
	if (!p.has_list)
		p.total = p.done + p.size;
	pthread_mutex_unlock(&p.lock);
}

void progress_add(uint64_t n)
{
	atomic_fetch_add(&p.count, n);
}

void progress_unit(const char *plural)
{
	p.unit = plural;
}

void progress_clear(void)
{
	pthread_mutex_lock(&p.lock);
	erase();
	pthread_mutex_unlock(&p.lock);
}
