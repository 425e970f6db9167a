#include "model/archive.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/limits.h"

/* Written by ourselves and not as tar: the bytes of an archive are its identity in audit.catalog, so no
 * owner, mode, time or padding may stand in it, and whoever has a text editor can read it. */
#define MAGIC "chiso-catalog 1\n"

static int is_table(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && d->d_name[0] != '.' && strcmp(d->d_name + n - 4, ".csv") == 0;
}

static int read_whole(const char *path, struct buf *out, struct err *e)
{
	char block[65536];
	FILE *in = fopen(path, "rb");
	size_t n;
	int ret = -1;

	if (!in)
		return err_at(e, ERR_CATALOG, path, 0, "cannot be opened: %s", strerror(errno));
	while ((n = fread(block, 1, sizeof(block), in)) > 0)
		if (buf_add(out, block, n, e) < 0)
			goto out;
	if (ferror(in))
		err_at(e, ERR_CATALOG, path, 0, "cannot be read: %s", strerror(errno));
	else
		ret = 0;
out:
	fclose(in);
	return ret;
}

static int write_file(const char *dir, const char *name, FILE *out, struct err *e)
{
	char path[PATH_MAX];
	struct buf text = {0};
	int ret = -1, len = snprintf(path, sizeof(path), "%s/%s", dir, name);

	if (len < 0 || (size_t)len >= sizeof(path))
		return err_at(e, ERR_CATALOG, dir, 0, "found a path that is too long");
	if (read_whole(path, &text, e) < 0)
		goto out;
	fprintf(out, "%s/%s %zu\n", basename(dir), name, text.len);
	if (text.len)
		fwrite(text.data, 1, text.len, out);
	ret = fputc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write the archive: %s", strerror(errno))
				      : 0;
out:
	buf_release(&text);
	return ret;
}

static int write_folder(const char *dir, FILE *out, size_t *files, struct err *e)
{
	struct dirent **list = NULL;
	int n = scandir(dir, &list, is_table, alphasort), ret = 0;

	if (n < 0)
		return err_at(e, ERR_CATALOG, dir, 0, "cannot be read: %s", strerror(errno));
	for (int i = 0; i < n; i++) {
		if (ret == 0)
			ret = write_file(dir, list[i]->d_name, out, e);
		free(list[i]);
	}
	free(list);
	*files += (size_t)n;
	return ret;
}

int archive_write(struct catalog *c, FILE *out, struct err *e)
{
	size_t n, files = 0;
	const char *const *dirs = catalog_dirs(c, &n);

	fputs(MAGIC, out);
	for (size_t i = 0; i < n; i++)
		if (write_folder(dirs[i], out, &files, e) < 0)
			return -1;
	fprintf(out, "end %zu\n", files);
	if (fflush(out) != 0 || ferror(out))
		return err_set(e, ERR_WRITE, "cannot write the archive: %s", strerror(errno));
	return 0;
}

struct unpacking {
	FILE *in, *names;
	const char *dir;
	char folder[200]; /* of the last file */
	size_t files;
	struct err *e;
};

static int no_archive(const struct unpacking *u, const char *found)
{
	char quoted[200];

	return err_set(u->e, ERR_FILE, "found %s, expected a catalogue's archive",
		err_quote(quoted, found, strlen(found)));
}

/* FOLDER/NAME.csv: letters, digits, - and _ alone, so that no name leads out of the folder. */
static bool is_safe(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	size_t folder = strspn(name, letters), file;

	if (!folder || name[folder] != '/')
		return false;
	file = strspn(name + folder + 1, letters);
	return file && strcmp(name + folder + 1 + file, ".csv") == 0;
}

static int make_folder(const char *path, struct err *e)
{
	if (mkdir(path, 0777) < 0 && errno != EEXIST)
		return err_at(e, ERR_OUTPUT, path, 0, "cannot be made: %s", strerror(errno));
	return 0;
}

static int copy_entry(const struct unpacking *u, FILE *out, const char *path, size_t bytes)
{
	char block[65536];

	while (bytes) {
		size_t n = fread(block, 1, bytes < sizeof(block) ? bytes : sizeof(block), u->in);

		if (!n)
			return err_set(u->e, ERR_FILE, "found an archive that is cut off");
		if (fwrite(block, 1, n, out) != n)
			return err_at(u->e, ERR_OUTPUT, path, 0, "cannot be written: %s", strerror(errno));
		bytes -= n;
	}
	return fgetc(u->in) == '\n' ? 0 : err_set(u->e, ERR_FILE, "found an archive that is cut off");
}

static int read_file(const struct unpacking *u, const char *name, size_t bytes)
{
	char path[PATH_MAX];
	FILE *out;
	int ret, len = snprintf(path, sizeof(path), "%s/%s", u->dir, name);

	if (len < 0 || (size_t)len >= sizeof(path))
		return err_set(u->e, ERR_OUTPUT, "found a path that is too long");
	path[(size_t)len - strlen(strchr(name, '/'))] = '\0';
	if (make_folder(path, u->e) < 0)
		return -1;
	path[strlen(path)] = '/';
	if (!(out = fopen(path, "wb")))
		return err_at(u->e, ERR_OUTPUT, path, 0, "cannot be made: %s", strerror(errno));
	ret = copy_entry(u, out, path, bytes);
	if (fclose(out) != 0 && ret == 0)
		ret = err_at(u->e, ERR_OUTPUT, path, 0, "cannot be written: %s", strerror(errno));
	return ret;
}

static void note_folder(struct unpacking *u, const char *name)
{
	size_t n = strcspn(name, "/");

	if (n >= sizeof(u->folder) || (strncmp(name, u->folder, n) == 0 && !u->folder[n]))
		return;
	snprintf(u->folder, sizeof(u->folder), "%.*s", (int)n, name);
	fprintf(u->names, "%s\n", u->folder);
}

/* Returns 1 at the end row. */
static int read_header(struct unpacking *u, char *line)
{
	char *blank = strrchr(line, ' '), *end;
	unsigned long n;

	if (!blank)
		return no_archive(u, line);
	*blank = '\0';
	n = strtoul(blank + 1, &end, 10);
	if (blank[1] < '0' || blank[1] > '9' || *end != '\n' || n > LIMIT_BUF_BYTES)
		return no_archive(u, line);
	if (strcmp(line, "end") == 0)
		return n == u->files ? 1
				     : err_set(u->e, ERR_FILE, "found %zu files, expected %lu", u->files, n);
	if (!is_safe(line))
		return no_archive(u, line);
	u->files++;
	note_folder(u, line);
	return read_file(u, line, n);
}

int archive_read(FILE *in, const char *dir, FILE *names, struct err *e)
{
	struct unpacking u = {.in = in, .names = names, .dir = dir, .e = e};
	char line[512];
	int ret;

	if (!fgets(line, sizeof(line), in) || strcmp(line, MAGIC) != 0)
		return err_set(e, ERR_FILE, "found no catalogue's archive");
	if (make_folder(dir, e) < 0)
		return -1;
	while (fgets(line, sizeof(line), in)) {
		ret = read_header(&u, line);
		if (ret)
			return ret < 0 ? -1 : 0;
	}
	return err_set(e, ERR_FILE, "found an archive that is cut off");
}
