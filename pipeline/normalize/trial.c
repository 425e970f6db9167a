#include "normalize/trial.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "normalize/normalize.h"
#include "normalize/refusal.h"
#include "normalize/trial_rest.h"

/* What was said of a field of the record in hand. */
struct trial_said {
	const char *code; /* "": nothing */
	char expected[120];
	enum reject_severity severity;
};

struct trial {
	struct sink sink; /* first: what the parser says goes into it */
	struct sink back; /* what the normalizer says */
	const struct feed *feed;
	struct normalizer *normalizer;
	FILE *to;
	const struct record *raw; /* in hand; NULL: none */
	struct trial_said *said;  /* one a field */
	char code[60];		  /* of a reject that came from the parser */
	uint64_t shown_refused;
	struct buf shown; /* the value in hand */
	struct trial_rest rest;
	struct trial_counts counts;
};

static struct trial *of_back(struct sink *s)
{
	return (struct trial *)(void *)((char *)s - offsetof(struct trial, back));
}

/* ---- printing ---- */

static const char *policy_of(const struct field *f)
{
	return f->policy == POLICY_PSEUDONYM ? "(pseudonym)" : f->is_free_text ? "(free text)" : NULL;
}

/* What may be shown of a value; nothing when there is no memory to say it. */
static const char *shown(struct trial *t, const struct field *f, const struct cell *c, bool is_refused)
{
	struct mask *m = normalizer_mask(t->normalizer);
	struct err ignored = {0};
	int rc = is_refused ? refusal_found(m, f, c, &t->shown, &ignored)
			    : refusal_shown(m, f, c, &t->shown, &ignored);

	return rc == 0 && t->shown.data ? t->shown.data : "";
}

static void print_cell(struct trial *t, const struct field *f, const struct cell *c, bool is_refused)
{

	switch (c->state) {
	case CELL_ABSENT:
		fprintf(t->to, "absent");
		return;
	case CELL_EMPTY:
		fprintf(t->to, "empty");
		return;
	case CELL_NIL:
		fprintf(t->to, "nil");
		return;
	default:
		if (f->policy == POLICY_PSEUDONYM)
			fprintf(t->to, "(pseudonym)");
		else
			fprintf(t->to, "'%s'", shown(t, f, c, is_refused));
	}
}

/* A figure has several clean columns: those that are there, by name. */
static void print_clean(struct trial *t, const struct field *f, const struct cell *cells)
{
	bool has_any = false;

	for (size_t i = 0; i < f->ncolumns; i++) {
		const struct cell *c = &cells[f->first_column + i];

		if (cell_is_missing(c))
			continue;
		fprintf(t->to, "%s%s%s%s", has_any ? " " : "",
			i ? strrchr(t->feed->columns[f->first_column + i].name, '_') + 1 : "", i ? "=" : "",
			shown(t, f, c, false));
		has_any = true;
	}
	if (!has_any)
		fprintf(t->to, "missing");
}

static void print_field(struct trial *t, size_t i, const struct record *clean)
{
	const struct field *f = &t->feed->fields[i];
	const struct trial_said *said = &t->said[i];
	const char *policy = policy_of(f);

	fprintf(t->to, "  %-24s %-32s ", f->name, f->path);
	print_cell(t, f, &t->raw->cells[i], said->code != NULL);
	if (said->code)
		fprintf(t->to, " -> refused: %s%s%s", said->code, *said->expected ? ", expected " : "",
			said->expected);
	else if (clean && policy && !cell_is_missing(&t->raw->cells[i]))
		fprintf(t->to, " -> %s", policy);
	else if (clean) {
		fprintf(t->to, " -> ");
		print_clean(t, f, clean->cells);
	}
	fputc('\n', t->to);
}

static bool has_refused(const struct trial *t)
{
	for (size_t i = 0; i < t->feed->nfields; i++)
		if (t->said[i].code)
			return true;
	return false;
}

/* clean: NULL when the record was refused. */
static void print_record(struct trial *t, const struct record *clean)
{
	bool is_whole = t->counts.records <= TRIAL_RECORDS, refused = has_refused(t);

	if (!is_whole && (!refused || t->shown_refused++ >= TRIAL_REFUSED))
		return;
	fprintf(t->to, "record %" PRIu64 ", %s %" PRIu64 "%s\n", t->raw->number, t->rest.place, t->raw->line,
		clean ? "" : ": refused");
	for (size_t i = 0; i < t->feed->nfields; i++)
		if (is_whole || t->said[i].code)
			print_field(t, i, clean);
}

/* ---- the sinks ---- */

static int put_back(struct sink *self, const struct record *r, struct err *e)
{
	struct trial *t = of_back(self);

	(void)e;
	if (r->kind == RECORD_CLEAN) {
		t->counts.kept++;
		print_record(t, r);
	}
	return 0;
}

static int reject_back(struct sink *self, const struct reject *r, struct err *e)
{
	struct trial *t = of_back(self);
	long field = feed_find_field(t->feed, r->field);

	(void)e;
	if (field < 0)
		return 0;
	t->counts.fields_refused++;
	t->said[field].code = r->code;
	t->said[field].severity = r->severity;
	snprintf(t->said[field].expected, sizeof(t->said[field].expected), "%s",
		r->expected ? r->expected : "");
	return 0;
}

static int put_raw(struct trial *t, const struct record *r, struct err *e)
{
	struct sink *normalizer = normalizer_sink(t->normalizer);
	uint64_t kept = t->counts.kept;
	int rc;

	t->raw = r;
	t->counts.records++;
	rc = normalizer->put(normalizer, r, e);
	if (rc == 0 && t->counts.kept == kept) {
		t->counts.refused++;
		print_record(t, NULL);
	}
	t->raw = NULL;
	memset(t->said, 0, t->feed->nfields * sizeof(*t->said));
	return rc;
}

static int put_file(struct trial *t, const struct record *r)
{
	const struct file_verdict *v = &r->verdict;

	t->counts.is_bad = !v->is_ok;
	fprintf(t->to, "sent %.*s (%.*s)%s%.*s\n", (int)r->sent.len, r->sent.text, (int)v->sent_from.len,
		v->sent_from.text, r->message.len ? ", message " : "", (int)r->message.len, r->message.text);
	trial_rest_print(&t->rest, t->to);
	if (!v->is_ok)
		fprintf(t->to, "bad file: %.*s\n", (int)v->reason.len, v->reason.text);
	return 0;
}

static int put(struct sink *self, const struct record *r, struct err *e)
{
	struct trial *t = (struct trial *)self;

	return r->kind == RECORD_RAW ? put_raw(t, r, e) : r->kind == RECORD_FILE ? put_file(t, r) : 0;
}

/* What the parser refused: a text too long, elements inside a text; a record of it may never come. */
static int reject(struct sink *self, const struct reject *r, struct err *e)
{
	struct trial *t = (struct trial *)self;

	if (strcmp(r->code, "untaken") == 0)
		return trial_rest_add(&t->rest, r, e);
	if (r->severity == REJECT_FILE)
		return 0; /* the file's row says it */
	t->counts.fields_refused++;
	t->counts.refused += r->severity == REJECT_RECORD;
	fprintf(t->to, "record %" PRIu64 ", %s %" PRIu64 ": %s %s%s%s\n", r->number, t->rest.place, r->line,
		r->field, r->code, *r->expected ? ", expected " : "", r->expected);
	return 0;
}

void trial_set_place(struct trial *t, const char *word)
{
	t->rest.place = word;
}

int trial_new(struct trial **out, const struct feed *f, struct catalog *c, const char *date, FILE *to,
	struct err *e)
{
	struct trial *t = calloc(1, sizeof(*t));

	*out = t;
	if (!t)
		return err_set(e, ERR_NOMEM, "out of memory");
	t->sink = (struct sink){put, reject};
	t->back = (struct sink){put_back, reject_back};
	t->feed = f;
	t->to = to;
	t->said = calloc(f->nfields + 1, sizeof(*t->said));
	if (!t->said)
		return err_set(e, ERR_NOMEM, "out of memory");
	return trial_rest_init(&t->rest, f, c, date, e) || normalizer_new(&t->normalizer, f, c, &t->back, e)
		       ? -1
		       : 0;
}

void trial_free(struct trial *t)
{
	if (!t)
		return;
	normalizer_free(t->normalizer);
	buf_release(&t->shown);
	trial_rest_release(&t->rest);
	free(t->said);
	free(t);
}

struct sink *trial_sink(struct trial *t)
{
	return &t->sink;
}

void trial_counts(const struct trial *t, struct trial_counts *out)
{
	*out = t->counts;
	out->untaken = t->rest.untaken;
}
