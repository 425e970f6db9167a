#include "unit.h"
#include <utf8proc.h>
#include "core/text.h"
#include "model/agencies.h"

/* Names from the outside in: whatever accepted way a body's name is written in, it is that body; and a name
 * changed in one letter is the same, another body whose name is written so, or nobody. */

static struct catalog *catalog;
static struct agencies *agencies;
static struct err e;

static int open_all(void **state)
{
	const char *dirs[] = {"pipeline/catalog"};

	(void)state;
	return catalog_open(&catalog, dirs, 1, &e) || agencies_open(&agencies, catalog, &e);
}

static int close_all(void **state)
{
	(void)state;
	agencies_free(agencies);
	catalog_free(catalog);
	return 0;
}

struct asked {
	const struct agency *agency;
	const char *name, *territory, *date;
	size_t same, doubtful, others, wrong;
};

static bool has_id(const char *ids, const char *id)
{
	size_t n = strlen(id);

	for (const char *p = ids; *p; p += strcspn(p, " "), p += *p == ' ')
		if (strncmp(p, id, n) == 0 && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

static struct agency_match read_as(const struct asked *a, const char *text)
{
	struct agency_match m;

	assert_int_equal(agencies_match(agencies, a->territory, a->date, slice_from(text), &m, &e), 0);
	return m;
}

/* The letters alone, folded: what is left when blanks and marks are left out, and the joints. */
static void letters_of(const char *text, struct buf *out)
{
	struct buf key = {0};

	buf_reset(out);
	assert_int_equal(agencies_key(agencies, slice_from(text), &key, &e), 0);
	for (size_t i = 0; i < key.len; i++)
		if (key.data[i] != ' ')
			assert_int_equal(buf_add_char(out, key.data[i], &e), 0);
	assert_int_equal(buf_add_str(out, "", &e), 0);
	buf_release(&key);
}

static bool is_written(const char *name, const struct buf *letters)
{
	struct buf own = {0};
	bool is_same;

	if (!*name)
		return false;
	letters_of(name, &own);
	is_same = own.len <= letters->len && memcmp(own.data, letters->data, own.len) == 0;
	buf_release(&own);
	return is_same;
}

/* Whether the text begins with a name of the agency, letter by letter. */
static bool is_named_so(const char *id, const char *text)
{
	const struct table *t = catalog_get(catalog, "agency_aliases", &e);
	const struct agency *g = agencies_find(agencies, id, NULL);
	struct buf letters = {0};
	bool is_found;

	letters_of(text, &letters);
	is_found = g && (is_written(g->name_vi, &letters) || is_written(g->short_vi, &letters));
	for (size_t i = 0; !is_found && i < t->nrows; i++)
		is_found = strcmp(table_get(t, i, "agencies"), id) == 0 &&
			   is_written(table_get(t, i, "alias"), &letters);
	buf_release(&letters);
	return is_found;
}

/* Where an abbreviation leaves two bodies, both are named for a person; where a second spelling of the word
 * is another body's own name, it is that body (xã Đắk Long and xã Đăk Long). No other answer will do. */
static void expect(struct asked *a, const char *text)
{
	struct agency_match m = read_as(a, text);

	if (m.state == AGENCY_FOUND && strcmp(m.ids, a->agency->id) == 0) {
		a->same++;
	} else if (m.state == AGENCY_UNKNOWN && has_id(m.review, a->agency->id)) {
		a->doubtful++;
	} else if (m.state == AGENCY_FOUND && is_named_so(m.ids, text)) {
		a->others++;
	} else {
		a->wrong++;
		print_message("%s (%s, %s): read as %s%s, expected %s\n", text, a->territory, a->date, m.ids,
			m.review, a->agency->id);
	}
}

/* --- what a person's hand does to letters --- */

static void each_point(const char *text, utf8proc_int32_t (*change)(utf8proc_int32_t), char *out)
{
	utf8proc_int32_t cp;

	for (utf8proc_ssize_t n; *text; text += n) {
		n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &cp);
		out += utf8proc_encode_char(change(cp), (utf8proc_uint8_t *)out);
	}
	*out = '\0';
}

static void put_nfd(const char *text, char *out, size_t size)
{
	utf8proc_uint8_t *made = utf8proc_NFD((const utf8proc_uint8_t *)text);

	snprintf(out, size, "%s", (char *)made);
	free(made);
}

/* Every `what` of text as `with`. */
static bool put_replaced(const char *text, const char *what, const char *with, char *out)
{
	bool is_changed = false;

	while (*text) {
		if (strncmp(text, what, strlen(what)) == 0) {
			out = stpcpy(out, with);
			text += strlen(what);
			is_changed = true;
		} else {
			*out++ = *text++;
		}
	}
	*out = '\0';
	return is_changed;
}

static void try_letters(struct asked *a, const char *text)
{
	static const char *const pairs[][2] = {{" và ", " & "}, {" và ", "&"}, {" và ", " - "},
		{" và ", ", "}, {" - ", ", "}, {" - ", "-"}, {" - ", " – "}, {" - ", " "}, {", ", " - "},
		{", ", ","}, {", ", " ,"}, {"'", "’"}, {"'", "`"}, {"' ", "'"}, {" ", "  "},
		{" ", "\xC2\xA0"}, {"oà", "òa"}, {"òa", "oà"}, {"óa", "oá"}, {"ủy", "uỷ"}, {"Ủy", "Uỷ"},
		{"UBND ", "UBND. "}};
	char out[2000];

	each_point(text, utf8proc_toupper, out);
	expect(a, out);
	each_point(text, utf8proc_tolower, out);
	expect(a, out);
	put_nfd(text, out, sizeof(out));
	expect(a, out);
	snprintf(out, sizeof(out), " %s. ", text);
	expect(a, out);
	snprintf(out, sizeof(out), "“%s”", text);
	expect(a, out);
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (put_replaced(text, pairs[i][0], pairs[i][1], out))
			expect(a, out);
}

/* --- the territory behind it --- */

static const char *territory_name(const char *territory)
{
	const struct table *t = catalog_get(catalog, "territories", &e);
	long row = table_find(t, "territory", territory, NULL);

	assert_true(row >= 0);
	return table_get(t, (size_t)row, "name_vi");
}

/* The name without Tỉnh, Thành phố, Huyện. */
static const char *bare_name(const char *name)
{
	static const char *const levels[] = {"Tỉnh ", "Thành phố ", "Huyện "};

	for (size_t i = 0; i < 3; i++)
		if (strncmp(name, levels[i], strlen(levels[i])) == 0)
			return name + strlen(levels[i]);
	return name;
}

static void try_tails(struct asked *a, const char *text)
{
	static const char *const forms[] = {"%s %s", "%s, %s", "%s - %s", "%s (%s)", "%s; %s", "%s – %s."};
	const char *full;
	char out[2000], low[200];

	if (!*a->agency->territory)
		return;
	full = territory_name(a->agency->territory);
	each_point(full, utf8proc_tolower, low);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		bool is_parted = strchr(forms[i], ';') != NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(out, sizeof(out), forms[i], text, low);
		expect(a, out);
		snprintf(out, sizeof(out), forms[i], text, bare_name(full));
#pragma GCC diagnostic pop
		if (!is_parted)
			expect(a, out);
	}
	snprintf(out, sizeof(out), "%s chi nhánh %s", text, low);
	expect(a, out);
	snprintf(out, sizeof(out), "%s T. %s", text, bare_name(full));
	if (strncmp(full, "Tỉnh", strlen("Tỉnh")) == 0)
		expect(a, out);
}

/* --- abbreviations: a row of the table for its meaning, one and all --- */

/* Every place where the meaning stands as whole words, as the word. */
static bool put_short(const char *text, const char *means, const char *word, char *out)
{
	size_t n = strlen(means);
	bool is_changed = false;
	const char *from = text;

	while (*text) {
		bool is_start = text == from || text[-1] == ' ' || text[-1] == '(';

		if (is_start && strncmp(text, means, n) == 0 && (!text[n] || strchr(" ,;.)", text[n]))) {
			out = stpcpy(out, word);
			text += n;
			is_changed = true;
		} else {
			*out++ = *text++;
		}
	}
	*out = '\0';
	return is_changed;
}

static void try_short(struct asked *a, const char *text)
{
	const struct table *t = catalog_get(catalog, "agency_words", &e);
	char low[2000], one[2000], all[2000], dotted[100];

	each_point(text, utf8proc_tolower, low);
	snprintf(all, sizeof(all), "%s", low);
	for (size_t i = 0; i < t->nrows; i++) {
		const char *kind = table_get(t, i, "kind"), *word = table_get(t, i, "word");
		const char *means = table_get(t, i, "means");

		if (strcmp(kind, "short") != 0 && strcmp(kind, "spelling") != 0)
			continue;
		if (put_short(low, means, word, one)) {
			expect(a, one);
			snprintf(dotted, sizeof(dotted), "%s.", word);
			put_short(low, means, dotted, one);
			expect(a, one);
		}
		if (strcmp(kind, "short") == 0 && put_short(all, means, word, one))
			snprintf(all, sizeof(all), "%s", one);
	}
	expect(a, all);
	if (put_replaced(all, " và ", "&", one))
		expect(a, one);
	try_tails(a, all);
}

static void try_name(struct asked *a)
{
	expect(a, a->name);
	try_letters(a, a->name);
	try_tails(a, a->name);
	try_short(a, a->name);
}

/* A name that is its own: letterheads ("Tỉnh Kon Tum") and names of two bodies of one list are not. */
static bool is_own(const struct asked *a)
{
	struct agency_match m = read_as(a, a->name);

	return m.state == AGENCY_FOUND && strcmp(m.ids, a->agency->id) == 0;
}

/* The i-th name of the dictionary that names a body: 0 name_vi, 1 short_vi. False when it has none. */
static bool ask(struct asked *out, const struct agency *g, int which)
{
	*out = (struct asked){.agency = g,
		.name = which ? g->short_vi : g->name_vi,
		.territory = *g->territory ? g->territory : "kon-tum",
		.date = *g->valid_to	 ? g->valid_to
			: *g->valid_from ? g->valid_from
					 : "2024-03-31"};
	return *out->name && (strcmp(g->kind, "body") == 0 || strcmp(g->kind, "group") == 0);
}

static void test_names_in_every_accepted_way_of_writing_are_that_body(void **state)
{
	size_t n, names = 0, barred = 0, same = 0, doubtful = 0, others = 0, wrong = 0;
	const struct agency *rows = agencies_all(agencies, &n);

	(void)state;
	for (size_t i = 0; i < 2 * n; i++) {
		struct asked a;

		if (!ask(&a, &rows[i / 2], i % 2))
			continue;
		if (!is_own(&a)) {
			barred++;
			continue;
		}
		names++;
		try_name(&a);
		same += a.same;
		doubtful += a.doubtful;
		others += a.others;
		wrong += a.wrong;
	}
	assert_int_equal(wrong, 0);
	assert_true(names > 1000);
	assert_true(same > 50 * names / 2);
	assert_true(doubtful < same / 100);
	assert_int_equal(barred, 1); /* a letterhead: Tỉnh Kon Tum */
	assert_int_equal(others, 4);
}

/* --- one letter --- */

/* A word that is an abbreviation or a second spelling stands for what the table says, whoever wrote it. */
static bool has_known_word(const char *text)
{
	const struct table *t = catalog_get(catalog, "agency_words", &e);
	struct buf key = {0};
	bool is_found = false;

	assert_int_equal(text_fold(text, strlen(text), &key, &e), 0);
	for (size_t i = 0; !is_found && i < t->nrows; i++) {
		const char *word = table_get(t, i, "word");
		size_t n = strlen(word);

		for (const char *p = key.data; !is_found && (p = strstr(p, word)); p++)
			is_found = strcmp(table_get(t, i, "kind"), "level") != 0 && *word &&
				   (p == key.data || p[-1] == ' ') && (!p[n] || strchr(" ,.;", p[n]));
	}
	buf_release(&key);
	return is_found;
}

struct changed {
	size_t n, same, unknown, other, wrong;
};

static void judge(const struct asked *a, const char *text, struct changed *c)
{
	struct agency_match m = read_as(a, text);

	c->n++;
	if (m.state == AGENCY_UNKNOWN) {
		c->unknown++;
	} else if (strcmp(m.ids, a->agency->id) == 0) {
		c->same++;
	} else if (m.state == AGENCY_FOUND && (is_named_so(m.ids, text) || has_known_word(text))) {
		c->other++;
	} else {
		c->wrong++;
		print_message("%s (was %s): read as %s\n", text, a->name, m.ids);
	}
}

/* Each letter in turn: left out, written twice, another one. */
static void change_letters(const struct asked *a, struct changed *c)
{
	static const char *const letters[] = {"a", "á", "đ", "h", "n", "x", "1"};
	char out[2000];
	utf8proc_int32_t cp;
	size_t k = 0;

	for (const char *p = a->name; *p; k++) {
		int n = (int)utf8proc_iterate((const utf8proc_uint8_t *)p, -1, &cp),
		    before = (int)(p - a->name);

		snprintf(out, sizeof(out), "%.*s%s", before, a->name, p + n);
		judge(a, out, c);
		snprintf(out, sizeof(out), "%.*s%.*s%s", before, a->name, n, p, p);
		judge(a, out, c);
		snprintf(out, sizeof(out), "%.*s%s%s", before, a->name, letters[k % 7], p + n);
		judge(a, out, c);
		p += n;
	}
}

static void test_names_changed_in_one_letter_are_nobody_else_without_being_written_so(void **state)
{
	size_t n;
	const struct agency *rows = agencies_all(agencies, &n);
	struct changed c = {0};

	(void)state;
	for (size_t i = 0; i < 2 * n; i++) {
		struct asked a;

		if (ask(&a, &rows[i / 2], i % 2) && is_own(&a))
			change_letters(&a, &c);
	}
	assert_int_equal(c.wrong, 0);
	assert_true(c.unknown > c.n / 2);
	assert_true(c.other < 50);
}

/* A person who slipped is helped: the name that was meant is among those suggested. */
static void test_names_near_to_one_are_suggested(void **state)
{
	size_t n, asked = 0, helped = 0;
	const struct agency *rows = agencies_all(agencies, &n);

	(void)state;
	for (size_t i = 0; i < n; i += 7) {
		const struct agency *near[5];
		struct asked a;
		char out[2000];
		size_t k;

		if (!ask(&a, &rows[i], 0) || !is_own(&a) || strlen(a.name) > 100)
			continue;
		snprintf(out, sizeof(out), "%sx", a.name);
		if (read_as(&a, out).state != AGENCY_UNKNOWN)
			continue;
		asked++;
		k = agencies_suggest(agencies, a.territory, a.date, slice_from(out), near, 5);
		while (k-- > 0)
			if (near[k] == a.agency) {
				helped++;
				break;
			}
	}
	assert_true(asked > 50);
	assert_int_equal(helped, asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_in_every_accepted_way_of_writing_are_that_body),
		cmocka_unit_test(test_names_changed_in_one_letter_are_nobody_else_without_being_written_so),
		cmocka_unit_test(test_names_near_to_one_are_suggested),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
