#include "normalize/normalize.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "normalize/record_key.h"
#include "normalize/refusal.h"

struct normalizer {
	struct sink sink; /* first: a normalizer is a sink */
	struct sink *next;
	struct converter converter;
	struct cell *cells;
	size_t *order; /* of fields: what the others depend on comes first */
	const struct table *territories;
	long date_field, territory_field, agency_field; /* -1: none */
	bool has_date, has_territory;			/* of the record in hand */
	struct cell agency;				/* of the record in hand, once it was asked for */
	uint64_t read, kept, rejected;
	uint64_t file_rejected; /* since the last FILE row; of them another province's: */
	uint64_t file_elsewhere;
	char reason[200];
	struct buf found; /* of the reject in hand */
	struct buf key;	  /* of the record in hand, once it was asked for */
	bool has_key;
};

/* Whether the record of this field must go. A missing field that is required goes with its record, as its
 * rule says; what is another province's, whatever it says. */
static bool spoils_record(const struct plan *p, const char *code)
{
	return code == CONVERT_ELSEWHERE || (p->field->rejects_record && !convert_is_flag(code));
}

static void set_date(struct converter *c, struct slice date)
{
	if (date.len < 10) {
		*c->date = '\0';
		c->epoch = 0;
		return;
	}
	if (memcmp(c->date, date.text, 10) == 0)
		return;
	memcpy(c->date, date.text, 10);
	c->date[10] = '\0';
	c->epoch = agencies_epoch(c->agencies, (struct slice){c->date, 10});
}

/* The day that the record is read by, and, where no field says it, the territory of that day. */
static void place(struct normalizer *n, struct slice date)
{
	set_date(&n->converter, date);
	if (n->territory_field < 0)
		n->converter.territory = feed_territory(n->converter.feed, n->converter.date);
}

/* Whose record it is, for its rejects; asked for once a record, mostly before the field's own turn. */
static struct slice agency_of(struct normalizer *n, const struct record *r)
{
	char expected[sizeof(n->converter.expected)]; /* of the refusal in hand */
	struct plan *p;
	struct slice in;
	const char *code;

	if (n->agency_field < 0 || !n->has_territory)
		return (struct slice){"", 0};
	p = &n->converter.plans[n->agency_field];
	in = convert_trim(&r->cells[n->agency_field]);
	if (!n->agency.text && in.len && in.len <= p->field->max_bytes) {
		if (!n->has_date)
			place(n, r->sent);
		memcpy(expected, n->converter.expected, sizeof(expected));
		code = p->convert(&n->converter, (size_t)n->agency_field, in, &n->agency);
		memcpy(n->converter.expected, expected, sizeof(expected));
		if (code && strcmp(code, "agency.unknown") != 0)
			n->agency = (struct cell){0};
	}
	return (struct slice){n->agency.text ? n->agency.text : "", n->agency.len};
}

static int refuse(struct normalizer *n, const struct record *r, size_t field, const char *code, bool spoils,
	struct err *e)
{
	const struct plan *p = &n->converter.plans[field];
	struct reject reject = {.file = r->file,
		.number = r->number,
		.line = r->line,
		.severity = spoils ? REJECT_RECORD : REJECT_FIELD,
		.field = p->field->name,
		.code = code,
		.expected = *n->converter.expected ? n->converter.expected : p->expected,
		.agency = agency_of(n, r)};

	if ((code == CONVERT_MASKED ? refusal_masked(&n->cells[p->field->first_column], &n->found, e)
				    : refusal_found(n->converter.mask, p->field, &r->cells[field], &n->found,
					      e)) < 0 ||
		(!n->has_key &&
			record_key(&n->converter, r, n->has_date && n->has_territory, &n->key, e) < 0))
		return -1;
	n->has_key = true;
	reject.found = n->found.len ? buf_slice(&n->found) : slice_from("");
	reject.key = n->key.len ? buf_slice(&n->key) : slice_from("");
	return n->next->reject(n->next, &reject, e);
}

static void clear_cells(struct normalizer *n, const struct field *f)
{
	for (size_t i = 0; i < f->ncolumns; i++)
		n->cells[f->first_column + i] = (struct cell){NULL, 0, CELL_ABSENT};
}

/* A figure that is not there says so: its kind is missing, its text is not. */
static void mark_missing(struct normalizer *n, const struct field *f)
{
	if (f->type == TYPE_FIGURE && f->policy != POLICY_PSEUDONYM)
		n->cells[f->first_column + 1] = (struct cell){"missing", 7, CELL_TEXT};
}

/* Returns 0, 1 when the record is refused, -1 on error. */
static int miss(struct normalizer *n, const struct record *r, size_t i, struct err *e)
{
	const struct field *f = n->converter.plans[i].field;

	mark_missing(n, f);
	if (!f->is_required)
		return 0;
	return refuse(n, r, i,
		       n->converter.feed->columns[f->first_column].is_key ? "record.key_missing"
									  : "field.required",
		       f->rejects_record, e) < 0
		       ? -1
		       : f->rejects_record;
}

static int convert_field(struct normalizer *n, const struct record *r, size_t i, struct err *e)
{
	struct plan *p = &n->converter.plans[i];
	const struct cell *raw = &r->cells[i];
	struct slice in;
	const char *code;
	bool spoils;

	*n->converter.expected = '\0';
	if (cell_is_missing(raw))
		return miss(n, r, i, e);
	in = convert_trim(raw);
	if (!in.len || (p->nmissing && plan_is_missing(p, in)))
		return miss(n, r, i, e);
	code = in.len > p->field->max_bytes
		       ? "text.too_long"
		       : p->convert(&n->converter, i, in, &n->cells[p->field->first_column]);
	if (!code)
		return cell_is_missing(&n->cells[p->field->first_column]) ? miss(n, r, i, e) : 0;
	if (code == CONVERT_FAILED)
		return -1;
	spoils = spoils_record(p, code);
	n->file_elsewhere += code == CONVERT_ELSEWHERE;
	if (!convert_is_flag(code))
		clear_cells(n, p->field);
	if (refuse(n, r, i, code, spoils, e) < 0)
		return -1;
	return spoils;
}

/* A province may be named by any of its codes. */
static const char *find_territory(const struct normalizer *n, struct slice value)
{
	static const char *const columns[] = {"territory", "root_agency", "level1_code", "gso_code"};
	const struct table *t = n->territories;

	for (size_t c = 0; c < sizeof(columns) / sizeof(*columns); c++)
		for (size_t i = 0; i < t->nrows; i++)
			if (value.len && slice_equals(value, table_get(t, i, columns[c])))
				return table_get(t, i, "territory");
	return "";
}

static const struct cell *first_cell(const struct normalizer *n, long field)
{
	return &n->cells[n->converter.plans[field].field->first_column];
}

/* The date and the territory that the rest of the record is read by. */
static void settle(struct normalizer *n, const struct record *r, size_t field)
{
	const struct cell *cell = first_cell(n, (long)field);
	struct slice value = {cell->text, cell->len};

	if ((long)field == n->territory_field) {
		n->converter.territory = find_territory(n, value);
		n->has_territory = true;
	}
	if ((long)field == n->date_field) {
		bool is_period =
			n->converter.plans[field].field->type == TYPE_PERIOD && !cell_is_missing(cell);

		if (is_period)
			value = slice_from(n->converter.period.period->ends_on);
		place(n, cell_is_missing(cell) ? r->sent : value);
		n->converter.is_late = is_period && strcmp(n->converter.date, n->converter.sent) < 0;
		if (n->converter.is_late)
			n->converter.sent_epoch =
				agencies_epoch(n->converter.agencies, (struct slice){n->converter.sent, 10});
		n->has_date = true;
	}
}

static int refuse_record(struct normalizer *n)
{
	n->rejected++;
	n->file_rejected++;
	return 0;
}

static void set_sent(struct converter *c, struct slice sent)
{
	if (sent.len < 10)
		*c->sent = '\0';
	else
		memcpy(c->sent, sent.text, 10);
}

static int begin_record(struct normalizer *n, const struct record *r, struct err *e)
{
	size_t bytes = 0;

	for (size_t i = 0; i < r->ncells; i++)
		bytes += r->cells[i].len;
	n->converter.err = e;
	if (converter_reserve(&n->converter, bytes, e) < 0)
		return -1;
	memset(n->cells, 0, n->converter.feed->nclean * sizeof(*n->cells)); /* all CELL_ABSENT */
	set_sent(&n->converter, r->sent);
	n->converter.is_late = false;
	n->agency = (struct cell){0};
	n->has_key = false;
	n->has_date = n->date_field < 0;
	n->has_territory = n->territory_field < 0;
	if (n->date_field < 0)
		place(n, r->sent);
	return 0;
}

static int put_raw(struct normalizer *n, const struct record *r, struct err *e)
{
	struct record clean = *r;
	int ret;

	if (r->ncells != n->converter.feed->nfields)
		return err_set(e, ERR_FAULT, "found a raw record of %zu cells, expected %zu", r->ncells,
			n->converter.feed->nfields);
	if (begin_record(n, r, e) < 0)
		return -1;
	for (size_t i = 0; i < r->ncells; i++) {
		size_t field = n->order[i];

		if ((ret = convert_field(n, r, field, e)) != 0)
			return ret < 0 ? -1 : refuse_record(n);
		if (i < 2)
			settle(n, r, field);
	}
	clean.kind = RECORD_CLEAN;
	clean.cells = n->cells;
	clean.ncells = n->converter.feed->nclean;
	n->kept++;
	return n->next->put(n->next, &clean, e);
}

static int put_file(struct normalizer *n, const struct record *r, struct err *e)
{
	struct record file = *r;
	uint64_t elsewhere = n->file_elsewhere;

	file.verdict.rejected += n->file_rejected;
	n->file_rejected = n->file_elsewhere = 0;
	if (file.verdict.is_ok &&
		feed_too_many_rejects(n->converter.feed, file.verdict.read, file.verdict.rejected)) {
		int len = snprintf(n->reason, sizeof(n->reason),
			"%" PRIu64 " of %" PRIu64 " records refused, expected at most %u or %u %%",
			file.verdict.rejected, file.verdict.read, n->converter.feed->max_rejects,
			n->converter.feed->max_rejects_pct);

		if (elsewhere)
			len += snprintf(n->reason + len, sizeof(n->reason) - (size_t)len,
				"; %" PRIu64 " are another province's, whose folder is another", elsewhere);
		file.verdict.is_ok = false;
		file.verdict.reason = (struct slice){n->reason, (size_t)len};
	}
	return n->next->put(n->next, &file, e);
}

static int put(struct sink *self, const struct record *r, struct err *e)
{
	struct normalizer *n = (struct normalizer *)self;

	switch (r->kind) {
	case RECORD_RAW:
		n->read++;
		return put_raw(n, r, e);
	case RECORD_CLEAN:
		n->read++;
		n->kept++;
		return n->next->put(n->next, r, e);
	case RECORD_FILE:
		return put_file(n, r, e);
	default:
		return n->next->put(n->next, r, e);
	}
}

/* Of a record that the parser refuses nothing is converted but what says whose it is, and which. */
static int find_place(struct normalizer *n, const struct record *r)
{
	for (size_t i = 0; i < 2 && i < r->ncells; i++) {
		size_t field = n->order[i];
		struct plan *p = &n->converter.plans[field];
		struct slice in = convert_trim(&r->cells[field]);
		const char *code = NULL;

		if ((long)field != n->date_field && (long)field != n->territory_field)
			continue;
		if (in.len && in.len <= p->field->max_bytes)
			code = p->convert(&n->converter, field, in, &n->cells[p->field->first_column]);
		if (code == CONVERT_FAILED)
			return -1;
		if (code)
			clear_cells(n, p->field);
		settle(n, r, field);
	}
	return 0;
}

static int reject_pass(struct sink *self, const struct reject *r, struct err *e)
{
	struct normalizer *n = (struct normalizer *)self;
	struct reject known = *r;

	known.raw = NULL;
	if (!r->raw || r->raw->ncells != n->converter.feed->nfields)
		return n->next->reject(n->next, &known, e);
	if (begin_record(n, r->raw, e) < 0 || find_place(n, r->raw) < 0)
		return -1;
	known.agency = agency_of(n, r->raw);
	if (record_key(&n->converter, r->raw, n->has_date && n->has_territory, &n->key, e) < 0)
		return -1;
	known.key = n->key.len ? buf_slice(&n->key) : slice_from("");
	return n->next->reject(n->next, &known, e);
}

/* The field that the feed names, which must be one of its own. */
static int find_field(const struct feed *f, const char *what, const char *name, long *out, struct err *e)
{
	*out = -1;
	if (!*name)
		return 0;
	*out = feed_find_field(f, name);
	return *out >= 0 ? 0
			 : err_at(e, ERR_CATALOG, f->file, f->line,
				   "feed %s, column %s: found '%s', expected a kept field", f->name, what,
				   name);
}

/* The date first, then the territory, then the rest as they come. */
static void order_fields(struct normalizer *n)
{
	size_t nfields = n->converter.feed->nfields, at = 0;

	if (n->date_field >= 0)
		n->order[at++] = (size_t)n->date_field;
	if (n->territory_field >= 0 && n->territory_field != n->date_field)
		n->order[at++] = (size_t)n->territory_field;
	for (size_t i = 0; i < nfields; i++)
		if ((long)i != n->date_field && (long)i != n->territory_field)
			n->order[at++] = i;
}

static bool is_body(const struct field *f)
{
	return f->type == TYPE_AGENCY || f->type == TYPE_TERRITORY;
}

static int init(struct normalizer *n, const struct feed *f, struct catalog *c, struct err *e)
{
	bool is_by_field = strncmp(f->territory, "field:", 6) == 0;

	if (converter_init(&n->converter, f, c, NULL, e) < 0 ||
		!(n->territories = catalog_get(c, "territories", e)) ||
		find_field(f, "valid_at", f->valid_at, &n->date_field, e) < 0 ||
		find_field(f, "agency", f->agency, &n->agency_field, e) < 0 ||
		find_field(f, "territory", is_by_field ? f->territory + 6 : "", &n->territory_field, e) < 0)
		return -1;
	if (n->agency_field >= 0 &&
		(!is_body(&f->fields[n->agency_field]) || f->fields[n->agency_field].policy != POLICY_KEEP))
		return err_at(e, ERR_CATALOG, f->file, f->line,
			"feed %s, column agency: found '%s', expected an agency that is kept", f->name,
			f->agency);
	if (!is_by_field)
		n->converter.territory = feed_territory(f, "");
	n->cells = arena_alloc(&n->converter.arena, (f->nclean + 1) * sizeof(*n->cells), e);
	n->order = arena_alloc(&n->converter.arena, (f->nfields + 1) * sizeof(*n->order), e);
	if (!n->cells || !n->order)
		return -1;
	order_fields(n);
	return 0;
}

int normalizer_new(
	struct normalizer **out, const struct feed *f, struct catalog *c, struct sink *next, struct err *e)
{
	struct normalizer *n = calloc(1, sizeof(*n));

	*out = NULL;
	if (!n)
		return err_set(e, ERR_NOMEM, "out of memory for the normalizer");
	n->sink = (struct sink){put, reject_pass};
	n->next = next;
	if (init(n, f, c, e) < 0) {
		normalizer_free(n);
		return -1;
	}
	*out = n;
	return 0;
}

struct sink *normalizer_sink(struct normalizer *n)
{
	return &n->sink;
}

void normalizer_counts(const struct normalizer *n, uint64_t *read, uint64_t *kept, uint64_t *rejected)
{
	*read = n->read;
	*kept = n->kept;
	*rejected = n->rejected;
}

struct mask *normalizer_mask(const struct normalizer *n)
{
	return n->converter.mask;
}

void normalizer_free(struct normalizer *n)
{
	if (!n)
		return;
	converter_release(&n->converter);
	buf_release(&n->found);
	buf_release(&n->key);
	free(n);
}
