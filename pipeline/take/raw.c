#include "take/raw.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/leftover.h"
#include "core/step.h"
#include "take/bytes.h"

#define NAME_BYTES 80

static void stored_name(const char *hash, bool is_gzip, char name[NAME_BYTES])
{
	snprintf(name, NAME_BYTES, "%s.xml%s", hash, is_gzip ? ".gz" : "");
}

static void new_name(const char *hash, const char *what, char name[NAME_BYTES])
{
	snprintf(name, NAME_BYTES, ".%s%s.new", hash, what);
}

int raw_open(struct raw *r, const char *dir, struct err *e)
{
	*r = (struct raw){.dir = dir, .fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
	if (r->fd < 0)
		return err_at(
			e, ERR_OUTPUT, dir, 0, "found no raw zone, expected a folder: %s", strerror(errno));
	r->pending = calloc(RAW_BATCH_FILES, sizeof(*r->pending));
	if (!r->pending)
		return err_set(e, ERR_NOMEM, "out of memory for the raw zone");
	return bytes_clean(r->fd, dir, e) || leftover_add(LEFTOVER_NEW, dir, e) ? -1 : 0;
}

void raw_drop(struct raw *r)
{
	char name[NAME_BYTES];

	if (r->n == 0)
		return;
	r->n--;
	new_name(r->pending[r->n].hash, "", name);
	unlinkat(r->fd, name, 0);
	new_name(r->pending[r->n].hash, ".meta", name);
	unlinkat(r->fd, name, 0);
}

void raw_close(struct raw *r)
{
	while (r->n > 0)
		raw_drop(r);
	free(r->pending);
	if (r->fd >= 0) {
		close(r->fd);
		leftover_drop(r->dir);
	}
	r->fd = -1;
}

static bool exists(const struct raw *r, const char *name)
{
	return faccessat(r->fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool has_meta(const struct raw *r, const char *hash)
{
	char name[NAME_BYTES];

	snprintf(name, sizeof(name), "%s.meta", hash);
	return exists(r, name);
}

static const struct raw_pending *find_pending(const struct raw *r, const char *hash)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->pending[i].hash, hash) == 0)
			return &r->pending[i];
	return NULL;
}

bool raw_find(const struct raw *r, const char *hash, uint64_t size, char name[NAME_BYTES])
{
	const struct raw_pending *p;
	struct stat st;

	if (has_meta(r, hash)) {
		stored_name(hash, false, name);
		if (fstatat(r->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
			(uint64_t)st.st_size == size)
			return true;
		stored_name(hash, true, name);
		if (exists(r, name))
			return true;
	}
	p = find_pending(r, hash);
	if (p)
		stored_name(hash, p->is_gzip, name);
	return p != NULL;
}

static int create(const struct raw *r, const char *name, struct err *e)
{
	int fd = openat(r->fd, name, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		err_at(e, errno == ENOSPC || errno == EDQUOT ? ERR_WRITE : ERR_OUTPUT, r->dir, 0,
			"a file of the raw zone cannot be created: %s", strerror(errno));
	return fd;
}

static int finish(int fd, int rc, struct err *e)
{
	if (close(fd) && rc == 0) /* a disk over the network may say so only here */
		return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
	return rc;
}

static int write_bytes(struct raw *r, int from, const char *hash, const unsigned char packed[32],
	bool *is_same, struct err *e)
{
	unsigned char copied[32];
	char name[NAME_BYTES];
	int to, rc;

	new_name(hash, "", name);
	to = create(r, name, e);
	if (to < 0)
		return -1;
	rc = bytes_copy(from, to, e);
	if (rc == 0)
		rc = bytes_hash(to, copied, e);
	r->bytes += lseek(to, 0, SEEK_END);
	rc = finish(to, rc, e);
	*is_same = rc == 0 && memcmp(copied, packed, sizeof(copied)) == 0;
	if (!*is_same)
		unlinkat(r->fd, name, 0);
	return rc;
}

static int write_meta(struct raw *r, const char *hash, struct slice meta, struct err *e)
{
	char name[NAME_BYTES];
	int to;

	new_name(hash, ".meta", name);
	to = create(r, name, e);
	return to < 0 ? -1 : finish(to, bytes_write(to, meta.text, meta.len, e), e);
}

int raw_add(struct raw *r, int fd, const char *hash, bool is_gzip, const unsigned char packed[32],
	struct slice meta, bool *is_same, char name[NAME_BYTES], struct err *e)
{
	struct raw_pending *p = &r->pending[r->n];

	stored_name(hash, is_gzip, name);
	*p = (struct raw_pending){.is_gzip = is_gzip, .has_meta = !has_meta(r, hash)};
	snprintf(p->hash, sizeof(p->hash), "%s", hash);
	if (write_bytes(r, fd, hash, packed, is_same, e))
		return -1;
	if (!*is_same)
		return 0;
	r->n++; /* from here on raw_close removes it */
	return p->has_meta ? write_meta(r, hash, meta, e) : 0;
}

bool raw_is_full(const struct raw *r)
{
	return r->n == RAW_BATCH_FILES || r->bytes >= RAW_BATCH_BYTES;
}

static int rename_to(const struct raw *r, const char *from, const char *to, struct err *e)
{
	if (renameat(r->fd, from, r->fd, to) == 0)
		return 0;
	return err_at(e, ERR_OUTPUT, r->dir, 0, "a file cannot have its name: %s", strerror(errno));
}

static int name_one(const struct raw *r, const struct raw_pending *p, struct err *e)
{
	char from[NAME_BYTES], to[NAME_BYTES];

	if (p->has_meta) {
		new_name(p->hash, ".meta", from);
		snprintf(to, sizeof(to), "%s.meta", p->hash);
		if (rename_to(r, from, to, e))
			return -1;
	}
	new_name(p->hash, "", from);
	stored_name(p->hash, p->is_gzip, to);
	return rename_to(r, from, to, e);
}

/* Metas before bytes, each in the same folder: after a power cut as after a kill, bytes have theirs. */
int raw_sync(struct raw *r, struct err *e)
{
	step("copied");
	if (r->n > 0 && syncfs(r->fd))
		return err_at(e, ERR_WRITE, r->dir, 0, "writing failed: %s", strerror(errno));
	step("synced");
	for (size_t i = 0; i < r->n; i++)
		if (name_one(r, &r->pending[i], e))
			return -1;
	if (r->n > 0 && fsync(r->fd))
		return err_at(e, ERR_WRITE, r->dir, 0, "writing failed: %s", strerror(errno));
	r->n = 0;
	r->bytes = 0;
	step("stored");
	return 0;
}
