/* What several agencies sent of one variable: the lead's figure counts, another one beside it is a finding.
 */
#include <string.h>
#include "compute/check.h"
#include "core/rational.h"

/* Several documents ask for one thing, and it came by several ways. */
int check_answered(struct checking *c, bool *holds, struct err *e)
{
	*holds = c->r->beside.len > 0;
	return *holds ? buf_addf(&c->proof, e, "%s: %s ≠ %s", c->r->source, c->r->shown.data,
				c->r->beside.data)
		      : 0;
}

/* SENDER=VALUE:UNIT or SENDER~TEXT (its blanks unbreakable), as aggregate/answers.c writes them. */
struct sender_words {
	struct slice sender, value, unit;
	bool is_number;
};

/* The variable, and the unit it is meant in. */
struct meant {
	const struct knowledge *k;
	const struct variable *variable;
	const struct unit *unit;
};

static struct sender_words read_said(struct slice key)
{
	size_t n = 0, end = key.len;
	struct sender_words s = {{0}, {0}, {0}, false};

	while (n < key.len && key.text[n] != '=' && key.text[n] != '~')
		n++;
	s.sender = (struct slice){key.text, n};
	s.is_number = n < key.len && key.text[n] == '=';
	n += n < key.len;
	while (s.is_number && end > n && key.text[end - 1] != ':')
		end--;
	s.value = (struct slice){key.text + n, (s.is_number && end > n ? end - 1 : key.len) - n};
	s.unit = (struct slice){key.text + end, key.len - end};
	return s;
}

/* Whether the text is the word, whose blanks are plain ones. */
static bool is_word(struct slice text, const char *word)
{
	for (size_t i = 0; i < text.len; word++) {
		bool is_blank = i + 1 < text.len && memcmp(text.text + i, "\xC2\xA0", 2) == 0;

		if (*word != (is_blank ? ' ' : text.text[i]))
			return false;
		i += is_blank ? 2 : 1;
	}
	return !*word;
}

static const char *code_of(const struct meant *m, struct slice text)
{
	const char *list = m->variable->codes;
	const struct code *code = *list ? code_find(&m->k->codes, list, text, m->k->date) : NULL;

	if (!code)
		return NULL; /* t and f have several codes */
	return strlen(code->meaning) == 1 ? code->meaning : code->code;
}

/* In the variable's unit, as compute reads it; false when it is in another dimension. */
static bool number_in(const struct meant *m, const struct sender_words *s, mpq_t out)
{
	const struct unit *from = units_find(m->k->units, s->unit);

	if (rational_parse(out, s->value.text, s->value.len, NULL) < 0)
		return false;
	if (!s->unit.len)
		return true;
	if (!from || !m->unit || strcmp(from->dimension, m->unit->dimension) != 0)
		return false;
	mpq_div(out, out, m->unit->factor);
	return true;
}

static bool is_same(const struct meant *m, const struct sender_words *a, const struct sender_words *b)
{
	const char *x = code_of(m, a->value), *y = code_of(m, b->value);
	bool is = false;
	mpq_t p, q;

	if (x || y)
		return x && y && strcmp(x, y) == 0;
	if (!a->is_number || !b->is_number)
		return a->is_number == b->is_number && slice_same(a->value, b->value);
	mpq_inits(p, q, NULL);
	is = number_in(m, a, p) && number_in(m, b, q)
		     ? mpq_equal(p, q)
		     : slice_same(a->value, b->value) && slice_same(a->unit, b->unit);
	mpq_clears(p, q, NULL);
	return is;
}

static int show_said(struct buf *out, const char *before, const struct sender_words *s, struct err *e)
{
	if (buf_addf(out, e, "%s%.*s ", before, (int)s->sender.len, s->sender.text) < 0)
		return -1;
	for (size_t i = 0; i < s->value.len; i++)
		if (buf_add_char(out, s->is_number && s->value.text[i] == '.' ? ',' : s->value.text[i], e) <
			0)
			return -1;
	return s->unit.len ? buf_addf(out, e, " %.*s", (int)s->unit.len, s->unit.text) : 0;
}

/* What the row counts; its sender is the first one that said so. */
static struct sender_words counted(const struct measure *m, const struct meant *meant)
{
	struct sender_words row = {.value = slice_from(*m->value ? m->value : m->text),
		.unit = slice_from(m->unit),
		.is_number = *m->value};
	size_t n;

	for (const char *k = m->keys; *k; k += n + (k[n] == ' ')) {
		struct sender_words s = read_said((struct slice){k, n = strcspn(k, " ")});

		if (s.is_number == row.is_number &&
			(s.is_number ? is_same(meant, &row, &s) : is_word(s.value, m->text)))
			return s;
	}
	return row;
}

static int check_variable(struct checking *c, const struct operand *v, struct err *e)
{
	const struct measure *m = v->q.row;
	struct meant meant = {c->k, v->of, units_find(c->k->units, slice_from(v->of->unit))};
	struct sender_words first = counted(m, &meant);
	bool holds = false;
	size_t n;

	for (const char *k = m->keys; *k; k += n + (k[n] == ' ')) {
		struct sender_words s = read_said((struct slice){k, n = strcspn(k, " ")});

		if (is_same(&meant, &first, &s))
			continue;
		if (!holds && (buf_addf(&c->proof, e, "%s%s: ", c->proof.len ? ", " : "", m->item) < 0 ||
				      show_said(&c->proof, "", &first, e) < 0))
			return -1;
		holds = true;
		if (show_said(&c->proof, " ≠ ", &s, e) < 0)
			return -1;
	}
	return holds;
}

int check_senders(struct checking *c, bool *holds, struct err *e)
{
	*holds = false;
	for (size_t i = 0; i < c->r->nvariables; i++) {
		const struct operand *v = &c->r->variables[i];
		int found = 0;

		if (v->q.row && v->q.row->kind == MEASURE_LAST && strchr(v->q.row->keys, ' '))
			found = check_variable(c, v, e);
		if (found < 0)
			return -1;
		*holds |= found;
	}
	return 0;
}
