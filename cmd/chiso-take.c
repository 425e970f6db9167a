/* chiso-take - take the inbox into the raw zone, and settle it after loading */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"
#include "door/options.h"
#include "door/progress.h"
#include "extract/extract.h"
#include "extract/input.h"
#include "extract/probe.h"
#include "take/bytes.h"
#include "take/settle.h"
#include "take/take.h"

struct door {
	struct options o;
	const char *inbox, *raw, *settle, *quarantine, *keep;
	struct catalog *catalog;
	struct probe *probe; /* the cell's, by fork */
	FILE *in, *out, *rejects;
	bool is_stuck;
};

/* ---- in the cell: the one reader that decides whether gzip or a zip is bad, and the probe ---- */

static void tell(struct found *f, const struct err *e, const char *code)
{
	f->kind = (int)e->kind;
	snprintf(f->code, sizeof f->code, "%s", code);
	snprintf(f->text, sizeof f->text, "%.500s%s", e->text,
		e->kind == ERR_FILE && !strstr(e->text, "expected") ? ", expected whole gzip" : "");
}

/* gzip, or a zip of one file, which gzip -cd unpacks as well. */
static bool is_packed(int fd)
{
	unsigned char magic[4];
	ssize_t n = pread(fd, magic, 4, 0);

	return (n >= 2 && magic[0] == 0x1f && magic[1] == 0x8b) ||
	       (n == 4 && memcmp(magic, "PK\3\4", 4) == 0);
}

/* Both hashes; where the bytes are refused, the packed ones are all there is. */
static void read_whole(int fd, struct found *f)
{
	struct input *s = NULL;
	struct err e = {0};

	if (!input_new(&s, fd, true, &e) && !input_drain(s, &e) && !input_hash(s, f->plain, &e))
		f->bytes = input_bytes_out(s);
	if (e.kind != ERR_NONE)
		tell(f, &e, s ? input_code(s) : "");
	input_free(s);
	f->is_gzip = is_packed(fd);
	memset(&e, 0, sizeof e);
	if (!f->is_gzip && f->kind == ERR_NONE)
		memcpy(f->packed, f->plain, sizeof f->packed);
	else if ((f->kind == ERR_NONE || f->kind == ERR_FILE) && bytes_hash(fd, f->packed, &e))
		tell(f, &e, "");
}

static void probe(struct door *d, int fd, struct found *f)
{
	struct probe_finding is = {0};
	const char *feed = NULL;
	struct err e = {0};

	if ((!d->probe && probe_new(&d->probe, d->catalog, d->o.today, &e)) ||
		probe_read(d->probe, fd, &feed, &e)) {
		if (f->kind == ERR_NONE && e.kind != ERR_FILE)
			tell(f, &e, "");
	} else if (feed) {
		snprintf(f->feed, sizeof f->feed, "%s", feed);
	} else if (f->kind == ERR_NONE && (is = probe_finding(d->probe)).code) {
		snprintf(f->code, sizeof f->code, "%s", is.code);
		snprintf(f->text, sizeof f->text, "found %s, expected %s", is.found, is.expected);
	}
}

static int look(void *arg, int fd, const char *request, size_t len, int out)
{
	struct found f;
	struct err e = {0};

	(void)request;
	(void)len;
	memset(&f, 0, sizeof f);
	if (lseek(fd, 0, SEEK_SET) == 0)
		read_whole(fd, &f);
	else
		f.kind = ERR_NOINPUT;
	if (lseek(fd, 0, SEEK_SET) == 0)
		probe(arg, fd, &f);
	return bytes_write(out, &f, sizeof f, &e);
}

/* ---- the door ---- */

static void file_decided(void)
{
	progress_add(1);
}

static int take(struct door *d, struct err *e)
{
	struct take_options t = {.inbox = d->inbox,
		.raw = d->raw,
		.date = d->o.today,
		.now = d->o.now,
		.prober = {look, d},
		.each = file_decided};
	struct take_counts c;
	char wrong[ERR_LINE_BYTES], kinds[LOG_VALUE_BYTES];

	progress_unit("files");
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) || extract_prepare(d->catalog, e) ||
		options_open(&d->o, &d->in, &d->out, &d->rejects, e))
		return -1;
	if (probe_new(&d->probe, d->catalog, d->o.today, e))
		return -1;
	if (probe_wrong(d->probe))
		t.wrong = err_line(wrong, probe_wrong(d->probe));
	t.catalog = d->catalog;
	t.out = d->out;
	if (take_run(&t, &c, e))
		return -1;
	log_counts(&d->o,
		"listed=%" PRIu64 " taken=%" PRIu64 " refused=%" PRIu64 " left=%" PRIu64 " waiting=%" PRIu64
		" stored=%" PRIu64 " ignored=%" PRIu64 " ignored_kinds=%s not_entered=%" PRIu64,
		c.listed, c.taken, c.refused, c.left, c.waiting, c.stored, c.ignored,
		log_value(kinds, c.ignored_kinds), c.not_entered);
	return 0;
}

static int settle(struct door *d, struct err *e)
{
	struct settling_options s = {.verdicts = d->settle,
		.inbox = d->inbox,
		.raw = d->raw,
		.quarantine = d->quarantine,
		.keep = d->keep != NULL,
		.now = d->o.now};
	struct settling_counts c;
	char stuck[LOG_VALUE_BYTES];

	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		(d->o.output && options_open(&d->o, &d->in, &d->out, &d->rejects, e)))
		return -1;
	s.catalog = d->catalog;
	s.out = d->out;
	if (settle_run(&s, &c, e))
		return -1;
	d->is_stuck = c.stuck > 0;
	log_counts(&d->o,
		"settled=%" PRIu64 " quarantined=%" PRIu64 " lost=%" PRIu64 " unlinked=%" PRIu64
		" gone=%" PRIu64 " replaced=%" PRIu64 " open=%" PRIu64 " stuck=%" PRIu64 "%s%s",
		c.settled, c.quarantined, c.lost, c.unlinked, c.gone, c.replaced, c.open, c.stuck,
		c.stuck ? " first_stuck=" : "", c.stuck ? log_value(stuck, c.first_stuck) : "");
	return 0;
}

static int check_options(const struct door *d, struct err *e)
{
	if (!d->inbox || !d->raw)
		return err_set(e, ERR_USAGE, "found no %s, expected --inbox DIR and --raw DIR",
			d->inbox ? "--raw" : "--inbox");
	if (d->settle && !d->quarantine)
		return err_set(e, ERR_USAGE, "found --settle alone, expected --quarantine DIR with it");
	if (d->o.nargs > 0)
		return err_set(e, ERR_USAGE, "found '%s', expected options alone", d->o.args[0]);
	return 0;
}

int main(int argc, char **argv)
{
	static struct door d;
	struct err e = {0};
	int rc;
	const struct option_spec own[] = {
		{"inbox", 0, "DIR", "the folder that the files arrive in", &d.inbox},
		{"raw", 0, "DIR", "the folder where they are kept by their hash", &d.raw},
		{"settle", 0, "VERDICTS", "remove from the inbox what this manifest says is loaded or bad",
			&d.settle},
		{"quarantine", 0, "DIR", "the folder for the bad ones", &d.quarantine},
		{"keep", 0, NULL, "leave the files in the inbox", &d.keep}};

	d.o = (struct options){.program = "chiso-take",
		.purpose = "take the inbox into the raw zone, and settle it after loading",
		.synopsis =
			"--inbox DIR --raw DIR [--settle VERDICTS --quarantine DIR] [--keep] [-o MANIFEST]",
		.own = own,
		.nown = sizeof own / sizeof *own};
	rc = options_parse(&d.o, argc, argv, &e);
	if (rc > 0)
		return 0;
	if (rc || check_options(&d, &e) || (d.settle ? settle(&d, &e) : take(&d, &e)))
		options_abandon(&d.o, d.in, d.out, d.rejects);
	else if (d.out)
		options_commit(&d.o, d.in, d.out, d.rejects, &e);
	catalog_free(d.catalog);
	if (e.kind != ERR_NONE)
		return log_exit(&d.o, &e);
	return d.is_stuck ? 1 : 0;
}
