#include "inspect/privacy.h"

#include <string.h>
#include "core/csv.h"
#include "model/kinds.h"
#include "model/messages.h"

struct privacy {
	const struct table *feeds, *fields, *bases, *messages;
	const char *date;
	struct buf basis;
};

/* A word of the catalogue or of ours, and the row of messages.csv that says it. */
struct said {
	const char *word, *message;
};

static const struct said classes[] = {
	{"none", "words.class_none"}, {"basic", "words.class_basic"}, {"sensitive", "words.class_sensitive"}};

enum treatment { DROPPED, PSEUDONYMISED, COUNTED, MASKED, CODE, PART, KEPT };

static const struct said treatments[] = {[DROPPED] = {"dropped", "words.treatment_dropped"},
	[PSEUDONYMISED] = {"pseudonymised", "words.treatment_pseudonymised"},
	[COUNTED] = {"counted", "words.treatment_counted"},
	[MASKED] = {"masked", "words.treatment_masked"},
	[CODE] = {"code", "words.treatment_code"},
	[PART] = {"part", "words.treatment_part"},
	[KEPT] = {"kept", "words.treatment_kept"}};

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

/* What the extractor and the normalizer do to a value, by the row alone. */
static enum treatment treatment_of(const struct table *t, size_t row)
{
	static const char *const counting[] = {"count", "filled", "any", "all", "which", "sum"};
	static const char *const texts[] = {"text", "verbatim", "figure"};
	const char *policy = table_get(t, row, "policy"), *type = table_get(t, row, "type");

	if (strcmp(policy, "drop") == 0)
		return DROPPED;
	if (strcmp(policy, "pseudonym") == 0)
		return PSEUDONYMISED;
	if (is_one_of(table_get(t, row, "reduce"), counting, sizeof(counting) / sizeof(*counting)))
		return COUNTED;
	if (is_one_of(type, texts, sizeof(texts) / sizeof(*texts)))
		return MASKED;
	if (strcmp(type, "code") == 0)
		return CODE;
	return *table_get(t, row, "cut") ? PART : KEPT;
}

static int words_of(const struct privacy *p, const char *message, const char **out, struct err *e)
{
	const char *en;

	return message_texts(p->messages, message, out, &en, e);
}

/* A row without a class, or with another one, is a finding of lint. */
static int class_words(const struct privacy *p, struct privacy_line *line, struct err *e)
{
	line->cells[PRIVACY_class_vi] = "";
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (strcmp(classes[i].word, line->cells[PRIVACY_class]) == 0) {
			line->class_message = classes[i].message;
			return words_of(p, classes[i].message, &line->cells[PRIVACY_class_vi], e);
		}
	return 0;
}

/* The titles of a list of bases, those in force on the day, joined by "; ". */
static int add_bases(struct privacy *p, const char *ids, struct err *e)
{
	buf_reset(&p->basis);
	for (size_t n; *ids; ids += n + (ids[n] == ' ')) {
		n = strcspn(ids, " ");
		for (size_t i = 0; i < p->bases->nrows; i++)
			if (slice_equals((struct slice){ids, n}, table_get(p->bases, i, "basis")) &&
				table_is_valid(p->bases, i, p->date) &&
				buf_addf(&p->basis, e, "%s%s", p->basis.len ? "; " : "",
					table_get(p->bases, i, "title_vi")))
				return -1;
	}
	return buf_add_char(&p->basis, '\0', e);
}

static int make_line(struct privacy *p, size_t feed, size_t field, struct privacy_line *line, struct err *e)
{
	const char **cells = line->cells;
	const struct table *t = p->fields;
	enum treatment treatment = treatment_of(t, field);

	cells[PRIVACY_feed] = table_get(p->feeds, feed, "feed");
	cells[PRIVACY_feed_title] = table_get(p->feeds, feed, "title_vi");
	cells[PRIVACY_field] = table_get(t, field, "field");
	cells[PRIVACY_title] = table_get(t, field, "title_vi");
	cells[PRIVACY_class] = table_get(t, field, "class");
	cells[PRIVACY_treatment] = treatments[treatment].word;
	line->treatment_message = treatments[treatment].message;
	cells[PRIVACY_purpose] = table_get(t, field, "purpose");
	cells[PRIVACY_legal_basis] = table_get(t, field, "legal_basis");
	cells[PRIVACY_raw_days] = table_get(p->feeds, feed, "raw_days");
	cells[PRIVACY_identifies] = strcmp(table_get(t, field, "policy"), "pseudonym") == 0
					    ? "1"
					    : table_get(t, field, "identifies");
	cells[PRIVACY_source] = table_get(t, field, "source");
	if (add_bases(p, cells[PRIVACY_legal_basis], e) || class_words(p, line, e) ||
		words_of(p, treatments[treatment].message, &cells[PRIVACY_treatment_vi], e))
		return -1;
	cells[PRIVACY_legal_basis_vi] = p->basis.data;
	return words_of(p, treatment == DROPPED ? "words.privacy_no_term" : "words.privacy_term",
		&cells[PRIVACY_warehouse_vi], e);
}

static int each_field(struct privacy *p, size_t feed, size_t *rows, privacy_fn *fn, void *arg, struct err *e)
{
	struct privacy_line line = {.is_first = true};
	size_t n = kind_all_fields(
		p->fields, table_get(p->feeds, feed, "feed"), kind_of(p->feeds, feed), p->date, rows);

	for (size_t i = 0; i < n; i++, line.is_first = false)
		if (make_line(p, feed, rows[i], &line, e) || fn(arg, &line, e))
			return -1;
	return 0;
}

int privacy_each(struct catalog *c, const char *date, privacy_fn *fn, void *arg, struct err *e)
{
	struct privacy p = {.feeds = catalog_get(c, "feeds", e), .date = date};
	struct arena a = {0};
	size_t *rows;
	int rc = -1;

	p.fields = p.feeds ? catalog_get(c, "fields", e) : NULL;
	p.bases = p.fields ? catalog_get(c, "legal_bases", e) : NULL;
	p.messages = p.bases ? catalog_get(c, "messages", e) : NULL;
	rows = p.messages ? arena_alloc(&a, (p.fields->nrows + 1) * sizeof(*rows), e) : NULL;
	if (!rows)
		goto out;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < p.feeds->nrows; i++)
		if (table_is_valid(p.feeds, i, date))
			rc = each_field(&p, i, rows, fn, arg, e);
out:
	buf_release(&p.basis);
	arena_release(&a);
	return rc;
}

static int write_line(void *arg, const struct privacy_line *line, struct err *e)
{
	FILE *out = arg;

	for (size_t i = 0; i < PRIVACY_NCELLS; i++)
		if ((i && putc(',', out) == EOF) || csv_write_text(out, line->cells[i], e))
			return -1;
	return putc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write the register") : 0;
}

int privacy_show(struct catalog *c, const char *date, FILE *out, struct err *e)
{
#define HEAD(cell) "," #cell
	static const char head[] = PRIVACY_CELLS(HEAD) "\n";
#undef HEAD

	if (fputs(head + 1, out) == EOF)
		return err_set(e, ERR_WRITE, "cannot write the register");
	return privacy_each(c, date, write_line, out, e);
}
