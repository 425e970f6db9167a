#include "extract/slot.h"

#include <string.h>
#include "core/limits.h"
#include "core/text.h"
#include "extract/reduce.h"

/* The first mark of the text; for a hyphen any dash will do. */
static const char *find_mark(const struct slot_rule *r, const char *text, size_t len, size_t *mark_len)
{
	*mark_len = r->cut_len;
	if (r->cut_len == 1 && *r->cut == '-' && !text_is_ascii(text, len))
		return text_find_dash(text, len, mark_len);
	return memmem(text, len, r->cut, r->cut_len);
}

bool slots_cut(const struct slot_rule *r, struct slice *text)
{
	size_t before, mark_len;
	const char *at = find_mark(r, text->text, text->len, &mark_len);

	if (!at)
		return false;
	before = (size_t)(at - text->text);
	if (r->cuts_before) {
		text->len = before;
	} else {
		text->text += before + mark_len;
		text->len -= before + mark_len;
	}
	return true;
}

/* What of [*start, *start + *len) is the value: the part before or after the first mark; absent without the
 * mark. */
static bool cut_value(const struct slots *s, const struct slot_rule *r, size_t *start, size_t *len)
{
	struct slice text = {s->text.data + *start, *len};
	bool has_mark = slots_cut(r, &text);

	*start = (size_t)(text.text - s->text.data);
	*len = text.len;
	return has_mark;
}

bool slot_is_dummy(const char *dummies, const char *text, size_t len)
{
	while (*dummies != '\0') {
		size_t n = strcspn(dummies, " ");

		if (n == len && memcmp(dummies, text, len) == 0)
			return true;
		dummies += n;
		dummies += strspn(dummies, " ");
	}
	return false;
}

size_t slot_drop_blanks(char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] <= ' ')
			continue;
		if (i + 1 < len && memcmp(text + i, "\xc2\xa0", 2) == 0)
			i++; /* the blank that does not break */
		else
			text[n++] = text[i];
	}
	return n;
}

/* The pseudonym is put behind the text it stands for. */
static int value_pseudonym(struct slots *s, const struct slot_rule *r, enum cell_state *state, size_t *start,
	size_t *len, struct err *e)
{
	struct slice value = {s->text.data + *start, slot_drop_blanks(s->text.data + *start, *len)};
	char out[128];
	int n;

	if (value.len == 0 || slot_is_dummy(r->field->missing, value.text, value.len)) {
		*state = CELL_ABSENT;
		return 0;
	}
	n = pseudonym_of(s->pseudonym, value.text, value.len, out, e);
	if (n < 0)
		return -1;
	*start = s->text.len;
	*len = (size_t)n;
	return buf_add(&s->text, out, *len, e);
}

/* Makes `text` the slot's value, in its own buffer when the record's will not last. */
static int set_slot(struct slots *s, unsigned i, size_t start, size_t len, bool *keeps, struct err *e)
{
	struct slot *slot = slots_at(s, i);
	struct buf *own = &s->more[i].own;

	slot->state = CELL_TEXT;
	slot->len = (uint32_t)len;
	slot->offset = (uint32_t)start;
	if (!s->rules[i].is_outer) {
		*keeps = true;
		return 0;
	}
	slot->offset = 0;
	buf_reset(own);
	return buf_add(own, s->text.data + start, len, e);
}

/* Items one behind the other; a sum keeps them too, to be shown when it cannot be formed. */
static int append_slot(struct slots *s, unsigned i, size_t start, size_t len, struct err *e)
{
	struct slot *slot = slots_at(s, i);
	struct slot_more *m = &s->more[i];
	bool is_sum = s->rules[i].reduce == REDUCE_SUM;

	s->has_more = true;
	if (m->own.len + len > LIMIT_RECORD_BYTES)
		return err_set(e, ERR_RECORD, "more than 4 MiB of text in one record");
	if (slot->state == CELL_TEXT && buf_add_char(&m->own,
						is_sum				     ? '+'
						: s->rules[i].reduce == REDUCE_WORDS ? ' '
										     : ';',
						e) < 0)
		return -1;
	slot->state = CELL_TEXT;
	if (is_sum && !slot->is_unplain && !sum_add(&m->sum, &m->scale, s->text.data + start, len))
		slot->is_unplain = true;
	return buf_add(&m->own, s->text.data + start, len, e);
}

/* For any: a yes wins over what cannot be read, that over a no. For all: a no wins, then what cannot be read.
 */
static int truth_rank(enum reduce how, const char *text, size_t len)
{
	if (truth_is_yes(text, len))
		return how == REDUCE_ANY ? 2 : 0;
	if (truth_is_no(text, len))
		return how == REDUCE_ANY ? 0 : 2;
	return 1;
}

static void note_fault(struct slots *s, const struct slot_rule *r)
{
	s->has_more = s->has_fault = true;
	s->has_outer_fault |= r->is_outer;
}

/* A second text where one is meant. */
static void note_repeat(struct slots *s, unsigned i, struct slice old, struct slice now)
{
	struct slot_more *m = &s->more[i];

	m->repeats++;
	m->differs |= !slice_same(slice_trim(old), slice_trim(now));
	note_fault(s, &s->rules[i]);
}

/* The number of the path's alternative that ends with the element at hand, from 1. */
static size_t alternative_of(const char *path, const char *name)
{
	size_t n = strlen(name);

	for (size_t number = 1;; number++) {
		size_t len = strcspn(path, "|");
		const char *end = path + len;

		while (end > path && end[-1] == ' ')
			end--;
		if ((size_t)(end - path) >= n && memcmp(end - n, name, n) == 0 &&
			((size_t)(end - path) == n || strchr("/: ", end[-(ptrdiff_t)n - 1]) != NULL))
			return number;
		if (path[len] == '\0')
			return 0;
		path += len + 1;
	}
}

static int take_which(struct slots *s, unsigned i, bool *keeps, struct err *e)
{
	const struct slot *slot = slots_at(s, i);
	size_t n = alternative_of(s->rules[i].field->path, (const char *)s->name), start = s->text.len;
	char old = slot->state != CELL_TEXT ? '0'
		   : s->rules[i].is_outer   ? s->more[i].own.data[0]
					    : s->text.data[slot->offset];

	if (n == 0 || n > 9 || (char)('0' + n) <= old)
		return 0;
	return buf_add_char(&s->text, (char)('0' + n), e) < 0 ? -1 : set_slot(s, i, start, 1, keeps, e);
}

static int take_deepest(struct slots *s, unsigned i, size_t start, size_t len, bool *keeps, struct err *e)
{
	struct slot_more *m = &s->more[i];
	size_t n = alternative_of(s->rules[i].field->path, (const char *)s->name);

	if (n < m->alternative)
		return 0;
	s->has_more = true;
	m->alternative = (unsigned)n;
	return set_slot(s, i, start, len, keeps, e);
}

static int slot_take_text(struct slots *s, unsigned i, size_t start, size_t len, bool *keeps, struct err *e)
{
	struct slot *slot = slots_at(s, i);
	const struct slot_rule *r = &s->rules[i];
	bool is_first = slot->state != CELL_TEXT;
	const char *old = r->is_outer ? s->more[i].own.data : s->text.data + slot->offset;

	switch (r->reduce) {
	case REDUCE_ONE:
		if (!is_first)
			note_repeat(s, i, (struct slice){old, slot->len},
				(struct slice){s->text.data + start, len});
		return is_first ? set_slot(s, i, start, len, keeps, e) : 0;
	case REDUCE_WHICH:
		return take_which(s, i, keeps, e);
	case REDUCE_DEEPEST:
		return take_deepest(s, i, start, len, keeps, e);
	case REDUCE_FIRST:
		return is_first ? set_slot(s, i, start, len, keeps, e) : 0;
	case REDUCE_LAST:
		return set_slot(s, i, start, len, keeps, e);
	case REDUCE_ANY:
	case REDUCE_ALL:
		if (!is_first && truth_rank(r->reduce, old, slot->len) >=
					 truth_rank(r->reduce, s->text.data + start, len))
			return 0;
		return set_slot(s, i, start, len, keeps, e);
	case REDUCE_SUM:
	case REDUCE_JOIN:
	case REDUCE_WORDS:
		return append_slot(s, i, start, len, e);
	case REDUCE_COUNT:
	case REDUCE_FILLED:
		break;
	}
	return 0;
}

void slots_refuse(struct slots *s, unsigned i)
{
	slots_at(s, i)->count++;
	if (reduce_counts(s->rules[i].reduce))
		return;
	s->more[i].has_element = true;
	note_fault(s, &s->rules[i]);
}

void slots_strange(struct slots *s, unsigned i)
{
	s->more[i].strange++;
	note_fault(s, &s->rules[i]);
}

static bool is_nought(struct slice s)
{
	bool has_digit = s.len > 0 && s.text[0] == '0';

	for (size_t i = 0; i < s.len && has_digit; i++)
		has_digit = s.text[i] < '1' || s.text[i] > '9';
	return has_digit;
}

static void take_veto(struct slots *s, const struct slot_rule *r, struct slice text)
{
	struct slot_more *m = &s->more[r->veto_of];
	struct slice veto = {r->veto, r->veto_len};

	text = slice_trim(text);
	s->has_more = true;
	if (slice_same(text, veto) || (slice_equals(veto, "0") && is_nought(text)))
		m->vetoed++;
	else if (text.len > 0)
		m->unvetoed++;
}

/* An item that is nil or empty, or whose own value says so, does not count. */
static void take_item(struct slots *s, unsigned i)
{
	struct slot_more *m = &s->more[i];

	if (s->is_filled && (m->vetoed == 0 || m->unvetoed > 0))
		slots_at(s, i)->count++;
	m->vetoed = m->unvetoed = 0;
}

int slots_take(struct slots *s, unsigned i, enum cell_state state, size_t start, size_t len, bool *keeps,
	struct err *e)
{
	struct slot *slot = slots_at(s, i);
	const struct slot_rule *r = &s->rules[i];

	if (r->veto) {
		if (state == CELL_TEXT)
			take_veto(s, r, (struct slice){s->text.data + start, len});
		return 0;
	}
	if (r->reduce == REDUCE_FILLED) {
		take_item(s, i);
		return 0;
	}
	slot->count++;
	if (state == CELL_TEXT && len > r->max_bytes) {
		s->more[i].too_long = len;
		note_fault(s, r);
		return 0;
	}
	if (state == CELL_TEXT && r->cut && !cut_value(s, r, &start, &len)) {
		state = CELL_ABSENT;
		s->more[i].unmarked = text_trim((struct slice){s->text.data + start, len}).len;
		if (s->more[i].unmarked > 0)
			note_fault(s, r);
	}
	if (state == CELL_TEXT && len == 0)
		state = CELL_EMPTY;
	if (r->is_pseudonym && state == CELL_TEXT && value_pseudonym(s, r, &state, &start, &len, e) < 0)
		return -1;
	if (r->is_pseudonym && state == CELL_EMPTY)
		state = CELL_ABSENT;
	if (state == CELL_TEXT)
		return slot_take_text(s, i, start, len, keeps, e);
	if (slot->state != CELL_TEXT && (slot->count == 1 || r->reduce == REDUCE_LAST))
		slot->state = (uint8_t)state;
	return 0;
}
