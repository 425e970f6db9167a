#include "extract/slot.h"

#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "extract/reduce.h"

static int init_rule(struct slot_rule *r, const struct field *f, bool has_key, struct err *e)
{
	char quoted[200];

	r->field = f;
	r->reduce = f->reduce;
	r->max_bytes = f->max_bytes > 0 ? f->max_bytes : LIMIT_XML_TEXT_BYTES;
	r->is_pseudonym = f->policy == POLICY_PSEUDONYM;
	if (r->is_pseudonym && !has_key)
		return err_set(e, ERR_USAGE,
			"field %s is a pseudonym: a key is needed (--key FILE or CHISO_KEY)", f->name);
	if (strncmp(f->cut, "before:", 7) == 0) {
		r->cut = f->cut + 7;
		r->cuts_before = true;
	} else if (strncmp(f->cut, "after:", 6) == 0) {
		r->cut = f->cut + 6;
	}
	if ((f->cut[0] != '\0' && !r->cut) || (r->cut && r->cut[0] == '\0'))
		return err_at(e, ERR_CATALOG, f->file, f->line,
			"column cut: found %s, expected before:TEXT or after:TEXT",
			err_quote(quoted, f->cut, strlen(f->cut)));
	r->cut_len = !r->cut ? 0 : strlen(r->cut);
	r->is_outer = f->path[0] == '/' || strncmp(f->path, "meta:", 5) == 0;
	r->is_simple = r->reduce <= REDUCE_FIRST && !r->cut && !r->is_pseudonym && !r->is_outer;
	return 0;
}

int slots_init(struct slots *s, const struct feed *f, size_t extra, struct pseudonym *p, struct err *e)
{
	memset(s, 0, sizeof(*s));
	s->nfields = f->nfields;
	s->n = f->nfields + extra;
	s->pseudonym = p;
	s->text.max_bytes = LIMIT_RECORD_BYTES;
	s->rules = calloc(s->n, sizeof(*s->rules));
	s->now = calloc(s->n, sizeof(*s->now));
	s->outer = calloc(s->n, sizeof(*s->outer));
	s->more = calloc(s->n, sizeof(*s->more));
	s->cells = calloc(s->n, sizeof(*s->cells));
	s->finished = calloc(s->n, sizeof(*s->finished));
	if (!s->rules || !s->now || !s->outer || !s->more || !s->cells || !s->finished)
		return err_set(e, ERR_NOMEM, "out of memory for fields");
	for (size_t i = 0; i < f->nfields; i++) {
		enum reduce how = f->fields[i].reduce;

		if (init_rule(&s->rules[i], &f->fields[i], p != NULL, e) < 0)
			return -1;
		if (reduce_counts(how) || how == REDUCE_SUM || how >= REDUCE_JOIN)
			s->finished[s->nfinished++] = (unsigned)i;
	}
	for (size_t i = f->nfields; i < s->n; i++) {
		s->rules[i].reduce = REDUCE_FIRST;
		s->rules[i].max_bytes =
			4096; /* ids, dates and fault texts: they are cut in messages anyway */
		s->rules[i].is_outer = true;
	}
	return buf_reserve(&s->text, 65536, e);
}

void slots_veto(struct slots *s, unsigned i, unsigned of, struct slice veto)
{
	s->rules[i].is_outer = false;
	s->rules[i].veto = veto.text;
	s->rules[i].veto_len = veto.len;
	s->rules[i].veto_of = of;
}

void slots_release(struct slots *s)
{
	for (size_t i = 0; s->more && i < s->n; i++)
		buf_release(&s->more[i].own);
	buf_release(&s->text);
	free(s->rules);
	free(s->now);
	free(s->outer);
	free(s->more);
	free(s->cells);
	free(s->finished);
	memset(s, 0, sizeof(*s));
}

static void reset_more(struct slot_more *m)
{
	buf_reset(&m->own);
	m->sum = 0;
	m->scale = 0;
	m->too_long = 0;
	m->unmarked = 0;
	m->has_element = false;
	m->repeats = m->strange = m->alternative = 0;
	m->differs = false;
	m->vetoed = m->unvetoed = 0;
}

void slots_reset(struct slots *s)
{
	memset(s->now, 0, s->nfields * sizeof(*s->now));
	buf_reset(&s->text);
	for (size_t i = 0; s->has_more && i < s->nfields; i++)
		if (!s->rules[i].is_outer)
			reset_more(&s->more[i]);
	s->has_more = false;
	s->has_fault = s->has_outer_fault;
}

void slots_reset_outer(struct slots *s, unsigned i)
{
	memset(&s->outer[i], 0, sizeof(s->outer[i]));
	reset_more(&s->more[i]);
}

void slots_reset_all(struct slots *s)
{
	s->has_more = true;
	s->has_outer_fault = false;
	slots_reset(s);
	for (unsigned i = 0; i < s->n; i++)
		slots_reset_outer(s, i);
}

static size_t count_write(uint32_t n, char out[16])
{
	char reversed[16];
	size_t len = 0, i = 0;

	do
		reversed[len++] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	while (i < len) {
		out[i] = reversed[len - 1 - i];
		i++;
	}
	return len;
}

static int write_slot(struct slots *s, unsigned i, const char *text, size_t len, struct err *e)
{
	struct slot *slot = slots_at(s, i);

	slot->state = CELL_TEXT;
	slot->len = (uint32_t)len;
	if (s->rules[i].is_outer) {
		buf_reset(&s->more[i].own);
		return buf_add(&s->more[i].own, text, len, e);
	}
	slot->offset = (uint32_t)s->text.len;
	return buf_add(&s->text, text, len, e);
}

/* Counts, sums and joined items become text. */
static int finish_slot(struct slots *s, unsigned i, struct err *e)
{
	struct slot *slot = slots_at(s, i);
	struct slot_more *m = &s->more[i];
	char out[64];

	if (reduce_counts(s->rules[i].reduce)) {
		if (slot->count == 0 && !slot->is_known)
			return 0;
		return write_slot(s, i, out, count_write(slot->count, out), e);
	}
	if (slot->state != CELL_TEXT || s->rules[i].is_outer)
		return 0;
	if (s->rules[i].reduce == REDUCE_SUM && !slot->is_unplain && slot->count > 1)
		return write_slot(s, i, out, sum_write(m->sum, m->scale, out), e);
	return write_slot(s, i, m->own.data, m->own.len, e);
}

int slots_finish(struct slots *s, struct err *e)
{
	for (size_t i = 0; i < s->nfinished; i++)
		if (finish_slot(s, s->finished[i], e) < 0)
			return -1;
	for (unsigned i = 0; i < s->nfields; i++)
		s->cells[i] = slots_cell(s, i);
	return 0;
}

struct cell slots_cell(const struct slots *s, unsigned i)
{
	const struct slot *slot = s->rules[i].is_outer ? &s->outer[i] : &s->now[i];
	struct cell c = {NULL, 0, (enum cell_state)slot->state};

	if (c.state != CELL_TEXT)
		return c;
	c.text = (s->rules[i].is_outer ? s->more[i].own.data : s->text.data) + slot->offset;
	c.len = slot->len;
	return c;
}
