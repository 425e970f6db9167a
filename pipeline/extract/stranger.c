#include "extract/stranger.h"

#include <string.h>
#include "extract/envelope.h"

static void find_records(struct strangers *s, const struct node *n)
{
	for (n = n->children; n; n = n->next) {
		if (!n->is_record)
			find_records(s, n);
		else if (s->nrecords < STRANGER_RECORDS)
			s->records[s->nrecords++] = n;
		if (n->is_way && n->nests != NESTS_NOT && s->nnested < STRANGER_NESTED)
			s->nested[s->nnested++] = n;
	}
}

void strangers_begin(struct strangers *s, const struct trie *t, const xmlChar *xsi)
{
	memset(s, 0, sizeof(*s));
	s->xsi = xsi;
	find_records(s, &t->root);
}

/* ---- names ---- */

static bool is_record_name(const struct strangers *s, const xmlChar *name)
{
	for (unsigned i = 0; i < s->nrecords; i++)
		if (s->records[i]->test.name && xmlStrcasecmp(name, s->records[i]->test.name) == 0)
			return true;
	return false;
}

/* The letters alone, in either case. */
static bool is_almost(const xmlChar *a, const xmlChar *b)
{
	while (*a != '\0' || *b != '\0') {
		if (*a == '_' || *a == '-' || *a == '.')
			a++;
		else if (*b == '_' || *b == '-' || *b == '.')
			b++;
		else if ((*a | 0x20) != (*b | 0x20))
			return false;
		else
			a++, b++;
	}
	return true;
}

static bool is_nested_name(const struct strangers *s, const xmlChar *name)
{
	for (unsigned i = 0; i < s->nnested; i++)
		if (s->nested[i]->test.name && is_almost(name, s->nested[i]->test.name))
			return true;
	return false;
}

static bool is_field_of(const struct node *record, const xmlChar *name)
{
	for (const struct node *n = record->children; n; n = n->next)
		if (n->test.name == name)
			return true;
	for (const struct attribute_node *a = record->attributes; a; a = a->next)
		if (a->test.name == name)
			return true;
	return false;
}

static bool is_field_name(const struct strangers *s, const xmlChar *name)
{
	for (unsigned i = 0; i < s->nrecords; i++)
		if (is_field_of(s->records[i], name))
			return true;
	return false;
}

/* ---- the elements ---- */

static struct stranger_frame *top(struct strangers *s)
{
	return s->depth == 0 ? NULL : &s->frames[s->depth - 1];
}

static void note(struct strangers *s, const xmlChar *name, long line)
{
	const struct stranger_frame *around = top(s);

	if (s->line != 0 && s->line <= line)
		return;
	s->line = line > 0 ? line : 1;
	s->name = name;
	s->in = !around || (around->known && around->known->is_record_parent) ? NULL : around->name;
}

/* What stands beside the way to the records: a message that has some, and no list, is not empty. */
static void note_content(struct strangers *s, const struct node *parent, const struct node *known,
	const xmlChar *name, long line)
{
	if (s->content || !parent || !parent->is_own || (known && known->is_own))
		return;
	s->content = name;
	s->content_line = line;
}

static void take_attributes(
	const struct strangers *s, struct stranger_frame *f, int n, const xmlChar **attributes)
{
	for (int i = 0; i < n; i++, attributes += 5) {
		if (attributes[2] && attributes[2] == s->xsi) {
			if (attributes[4] - attributes[3] > 0 &&
				(*attributes[3] == 't' || *attributes[3] == '1') &&
				xmlStrEqual(attributes[0], (const xmlChar *)"nil"))
				f->is_list = false;
			continue;
		}
		f->attributes++;
		f->fields += is_field_name(s, attributes[0]);
	}
}

void strangers_start(struct strangers *s, const struct node *known, const xmlChar *name, long line,
	bool is_list, int nattributes, const xmlChar **attributes)
{
	struct stranger_frame *parent = top(s), *f = &s->frames[s->depth];

	if (s->depth > LIMIT_XML_DEPTH)
		return;
	if (parent) {
		parent->children++;
		parent->steps += known != NULL;
		note_content(s, parent->known, known, name, line);
	}
	*f = (struct stranger_frame){.known = known, .name = name, .line = line, .is_list = is_list};
	s->depth++;
	take_attributes(s, f, nattributes, attributes);
	if (known && known->is_record_parent && f->is_list)
		s->lists++;
}

static void add_group(struct stranger_frame *parent, const xmlChar *name, long line)
{
	unsigned i = 0;

	while (i < parent->ngroups && parent->groups[i].name != name)
		i++;
	if (i == STRANGER_GROUPS)
		return;
	if (i == parent->ngroups)
		parent->groups[parent->ngroups++] = (struct stranger_group){name, line, 0};
	parent->groups[i].n++;
}

/* The greatest group of several; else what was guessed deeper. */
static struct stranger_group guess_of(const struct stranger_frame *f)
{
	struct stranger_group best = f->guess;
	uint64_t most = 1;

	for (unsigned i = 0; i < f->ngroups; i++)
		if (f->groups[i].n > most) {
			best = f->groups[i];
			most = best.n;
		}
	return best;
}

/* What names tell of an element that no path names. */
static uint64_t sure_of(struct strangers *s, const struct stranger_frame *f)
{
	bool is_like = f->fields > 1 || (f->fields == 1 && f->children + f->attributes == 1);

	if (!is_like && (f->sure > 0 || (!is_record_name(s, f->name) && !is_nested_name(s, f->name))))
		return f->sure;
	note(s, f->name, f->line);
	return 1;
}

/* A wrapper of the list with nothing in it: what is below the packet's own element. */
static bool is_empty_wrapper(struct strangers *s, const struct stranger_frame *f)
{
	const struct stranger_frame *around = top(s);

	return f->known->is_own && f->known->zone == ZONE_PATH && f->children == 0 && !f->has_text &&
	       f->is_list && around != NULL && around->known && around->known->is_own;
}

static void note_markup(struct strangers *s, const struct stranger_frame *f)
{
	if (s->markups++ > 0)
		return;
	s->markup = f->name;
	s->markup_line = f->line;
}

static void note_hollow(struct strangers *s, const struct stranger_frame *f)
{
	if (s->hollow || f->is_list || !f->known->is_own || f->children > 0 || f->has_text)
		return;
	s->hollow = f->name;
	s->hollow_line = f->line;
}

/* On the way to a document in a text, and not there. */
static bool is_astray(const struct stranger_frame *f)
{
	return f->known->is_way && !f->known->is_place && f->known->nests == NESTS_NOT && f->steps == 0 &&
	       !f->is_payload && (f->children > 0 || f->attributes > 0 || f->has_text);
}

/* Values in a list of records: one of a kind may be about the list; where no record is, or of several, none.
 */
static void end_list(struct strangers *s, const struct stranger_frame *f)
{
	for (unsigned i = 0; i < f->ngroups; i++) {
		if (f->groups[i].n == 1 && (f->records > 0 || f->has_list))
			continue;
		s->count += f->groups[i].n;
		note(s, f->groups[i].name, f->groups[i].line);
	}
}

static void end_known(struct strangers *s, const struct stranger_frame *f)
{
	struct stranger_group guess = guess_of(f);
	bool is_list = f->known->is_record_parent;

	if (is_empty_wrapper(s, f))
		s->lists++;
	note_hollow(s, f);
	if (f->known->is_answer && f->is_payload)
		note_markup(s, f);
	s->count += f->sure;
	if (f->known->zone != ZONE_PATH)
		return;
	if (is_list) {
		end_list(s, f);
	} else if (guess.n > 0) {
		s->count += guess.n;
		note(s, guess.name, guess.line);
	} else if (f->sure == 0 && is_astray(f)) {
		s->count++;
		note(s, f->name, f->line);
	}
	if (f->has_text) {
		s->count++;
		note(s, NULL, f->line);
	}
}

/* Of something else, where one of the feed's own may stand; one whose parts repeat is as many. */
static bool is_packet(const struct stranger_frame *f, const struct stranger_frame *parent, bool has_inside)
{
	return parent->known && parent->known->is_place && has_inside && guess_of(f).n == 0;
}

static void end_unknown(struct strangers *s, const struct stranger_frame *f, struct stranger_frame *parent)
{
	uint64_t sure = sure_of(s, f);
	struct stranger_group guess = guess_of(f);
	bool is_in_list = parent->known != NULL && parent->known->is_record_parent;
	bool has_inside = f->children > 0 || f->attributes > 0;

	if (sure == 0 && (is_in_list ? has_inside || f->is_payload : is_packet(f, parent, has_inside))) {
		note(s, f->name, f->line);
		sure = 1;
	} else if (sure == 0 && f->is_payload) {
		note_markup(s, f);
		parent->is_payload |= parent->known != NULL;
	}
	parent->sure += sure;
	parent->fields += sure == 0 && is_field_name(s, f->name);
	if (sure == 0 && guess.n > 0) {
		guess.n += parent->guess.n;
		parent->guess = guess;
	}
	if (is_in_list ? sure == 0 : has_inside && (sure == 0 || !parent->known))
		add_group(parent, f->name, f->line);
}

void strangers_end(struct strangers *s)
{
	const struct stranger_frame *f;

	if (s->depth == 0)
		return;
	f = &s->frames[--s->depth];
	if (f->known)
		end_known(s, f);
	else if (s->depth > 0)
		end_unknown(s, f, top(s));
}

void strangers_text(struct strangers *s, const xmlChar *text, size_t len)
{
	struct stranger_frame *f = top(s);

	if (!f || f->has_text)
		return;
	for (size_t i = 0; i < len && !f->has_text; i++)
		f->has_text = text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r';
}

#define PAYLOAD_BYTES 200 /* of letters and digits: no code and no name is as long; a record in base64 is */

static bool is_letter(xmlChar c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c != '\0' && strchr("+/-_", c));
}

static void count_letter(struct stranger_frame *f, xmlChar c)
{
	if (is_letter(c)) {
		if (f->letters == 0)
			f->first = c;
		else if (f->letters == 1)
			f->second = c;
		f->letters++;
	} else if (c != '\n') {
		f->letters = 0;
	}
}

/* The base64 of <, of a byte order mark, of gzip or a zip. */
static bool is_packed_markup(const struct stranger_frame *f)
{
	return f->letters > PAYLOAD_BYTES &&
	       ((f->first == 'P' && f->second >= 'A' && f->second <= 'P') ||
		       (f->first == '7' && f->second == '7') || (f->first == 'H' && f->second == '4') ||
		       (f->first == 'U' && f->second == 'E'));
}

/* The end of an element, the beginning of an object, or far more letters than a word has. */
static bool is_payload(struct stranger_frame *f, xmlChar c)
{
	xmlChar before = f->before;
	bool is_markup = (before == '<' && c == '/') || (before == '/' && c == '>');

	f->before = c;
	count_letter(f, c);
	f->is_payload = f->is_payload || is_markup || is_packed_markup(f);
	return is_markup || (before == '{' && c == '"') || f->letters > PAYLOAD_BYTES;
}

void strangers_payload(struct strangers *s, const xmlChar *text, size_t len)
{
	struct stranger_frame *f = top(s);

	if (!f || (f->known && !f->known->is_answer))
		return;
	for (size_t i = 0; i < len && !f->is_payload; i++)
		if (is_payload(f, text[i]) && !s->payload) {
			s->payload = f->name;
			s->payload_line = f->line;
		}
}

void strangers_add_markup(struct strangers *s)
{
	if (s->markups > 0 && (s->line == 0 || s->markup_line < s->line)) {
		s->line = s->markup_line > 0 ? s->markup_line : 1;
		s->name = s->markup;
		s->in = NULL;
	}
	s->count += s->markups;
}

bool strangers_is_record(const struct strangers *s, const xmlChar *name, const xmlChar *uri)
{
	for (unsigned i = 0; i < s->nrecords; i++)
		if (s->records[i]->test.name == name && name_test_fits(&s->records[i]->test, name, uri))
			return true;
	return false;
}

void strangers_list(struct strangers *s, const xmlChar *name)
{
	struct stranger_frame *f = top(s);

	if (!f || !strangers_is_record(s, name, NULL))
		return;
	f->has_list = true;
	s->lists++;
}

void strangers_nested(struct strangers *s, const xmlChar *name, long line)
{
	note(s, name, line);
	s->count++;
}
