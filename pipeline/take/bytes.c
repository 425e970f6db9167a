#include "take/bytes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"

#define BLOCK_BYTES 65536
#define KERNEL_BYTES (1 << 30) /* one call's most */

int bytes_write(int to, const void *data, size_t len, struct err *e)
{
	const char *at = data;

	while (len > 0) {
		ssize_t n = write(to, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
		at += n;
		len -= (size_t)n;
	}
	return 0;
}

/* The next bytes at *at: their number, 0 at the end. */
static ssize_t read_block(int fd, char *block, off_t *at, struct err *e)
{
	ssize_t n;

	do
		n = pread(fd, block, BLOCK_BYTES, *at);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_set(e, ERR_NOINPUT, "reading failed: %s", strerror(errno));
	*at += n;
	return n;
}

/* Whether the kernel has copied what there was. Where it cannot (another file system, an old kernel) or
 * reading fails, the bytes go the long way, which tells reading from writing. -1: the disk is full. */
static int copy_in_kernel(int from, int to, off_t *at, struct err *e)
{
	for (;;) {
		ssize_t n = copy_file_range(from, at, to, NULL, KERNEL_BYTES, 0);

		if (n == 0 && *at > 0)
			return 1;
		if (n < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG))
			return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
		if (n <= 0) /* some kernels copy nothing of files that have no size */
			return 0;
	}
}

int bytes_copy(int from, int to, struct err *e)
{
	char block[BLOCK_BYTES];
	off_t at = 0;
	ssize_t n;
	int rc = copy_in_kernel(from, to, &at, e);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	while ((n = read_block(from, block, &at, e)) > 0)
		if (bytes_write(to, block, (size_t)n, e))
			return -1;
	return n < 0 ? -1 : 0;
}

int bytes_hash(int fd, unsigned char out[32], struct err *e)
{
	struct sha256 *h = sha256_new(e);
	char block[BLOCK_BYTES];
	off_t at = 0;
	ssize_t n = -1;
	int rc = -1;

	if (!h || sha256_begin(h, e))
		goto out;
	while ((n = read_block(fd, block, &at, e)) > 0)
		if (sha256_add(h, block, (size_t)n, e))
			goto out;
	rc = n < 0 ? -1 : sha256_end(h, out, e);
out:
	sha256_free(h);
	return rc;
}

static bool is_new(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && strcmp(name + len - 4, ".new") == 0;
}

int bytes_clean(int folder, const char *name, struct err *e)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *d;

	if (!dir) {
		err_at(e, ERR_OUTPUT, name, 0, "cannot be read: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while (rc == 0 && (d = readdir(dir)))
		if (is_new(d->d_name) && unlinkat(folder, d->d_name, 0) && errno != ENOENT)
			rc = err_at(e, ERR_OUTPUT, name, 0, "what a killed run left cannot be removed: %s",
				strerror(errno));
	closedir(dir);
	return rc;
}
