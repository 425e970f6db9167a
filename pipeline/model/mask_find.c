/* Which words of a text are a person's: names, and houses in streets. */
#include "model/mask_rows.h"

#define NAME_WORDS 6 /* of one name: family, two middle, given, one more */

/* What a text knows of itself before its words are looked at. */
struct search {
	struct mask *m;
	const struct tokens *t;
	unsigned char *hidden; /* a word each */
};

static unsigned kinds(const struct search *s, size_t i)
{
	return i < s->t->n ? mask_kinds(s->m, s->t, i, 1) : 0;
}

/* Words of the title that begins here: đồng chí. */
static size_t title_at(const struct search *s, size_t i)
{
	for (size_t n = 3; n > 0; n--)
		if (i + n <= s->t->n && (mask_kinds(s->m, s->t, i, n) & WORD_TITLE))
			return n;
	return 0;
}

static bool is_near(const struct search *s, size_t i)
{
	return i < s->t->n && tokens_get(s->t, i)->is_near && !tokens_get(s->t, i)->digits;
}

/* Words from i on that are written as names are: each with a capital, on one line of words. */
static size_t capitals_at(const struct search *s, size_t i)
{
	size_t n = 0;

	while (n < NAME_WORDS && is_near(s, i + n) && tokens_get(s->t, i + n)->is_capital)
		n++;
	return n;
}

/* Words from i on that names are made of. */
static size_t givens_at(const struct search *s, size_t i)
{
	size_t n = 0;

	while (n < NAME_WORDS && is_near(s, i + n) &&
		(kinds(s, i + n) & (WORD_GIVEN | WORD_FAMILY | WORD_FAMILY_OR)))
		n++;
	return n;
}

static size_t most(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Thái Bình, Hà Nội, Bà Rịa. */
static size_t exception_at(const struct search *s, size_t i)
{
	for (size_t n = 4; n > 1; n--)
		if (i + n <= s->t->n && mask_is_known(s->m, s->t, i, n))
			return n;
	return 0;
}

/* Châu Đức is a district, Châu Đức Hiếu nobody's. */
static bool goes_on(const struct search *s, size_t i, size_t n)
{
	return n == 2 && (kinds(s, i) & (WORD_FAMILY | WORD_FAMILY_OR)) && is_near(s, i + n) &&
	       tokens_get(s->t, i)->is_capital == tokens_get(s->t, i + n)->is_capital &&
	       (kinds(s, i + n) & WORD_GIVEN) && !mask_phrase(s->m, s->t, i + n) && !exception_at(s, i + n);
}

/* A row of words in small letters: chỉ tiêu, cao nhất. With a capital behind the first it may be a name. */
static size_t kept_at(const struct search *s, size_t i)
{
	size_t n = mask_phrase_of(&s->m->kept, s->t, i, NAME_WORDS);

	for (size_t k = i + 1; k < i + n; k++)
		if (tokens_get(s->t, k)->is_capital)
			return 0;
	return n > 1 ? n : 0;
}

/* The exceptions, and whatever the catalogue calls by several words. */
static size_t known_at(const struct search *s, size_t i)
{
	size_t n = mask_phrase(s->m, s->t, i), exception = exception_at(s, i);

	if (exception && !goes_on(s, i, exception))
		return exception;
	return n > 1 ? n : kept_at(s, i);
}

/* Phường Nguyễn Trãi, trường Trần Phú, xã Phước Long Thọ: a place. */
static bool is_of_place(const struct search *s, size_t i)
{
	for (size_t from = i; from > 0 && is_near(s, from) && i - from < NAME_WORDS; from--) {
		for (size_t n = 1; n <= 3 && n <= from; n++)
			if (mask_kinds(s->m, s->t, from - n, n) & WORD_PLACE)
				return true;
		if (!tokens_get(s->t, from - 1)->is_capital)
			break;
	}
	return false;
}

/* Capitals in a text of small letters. */
static bool is_island(const struct search *s, size_t i, size_t n)
{
	bool is_open = (i == 0 || !is_near(s, i) || !tokens_get(s->t, i - 1)->is_caps) &&
		       (!is_near(s, i + n) || !tokens_get(s->t, i + n)->is_caps);

	return is_open && tokens_get(s->t, i)->is_caps;
}

/* Nothing of the name comes behind: the sentence's end, a mark, a number (the day in the name of a file), a
 * word of the catalogue (a unit). */
static bool ends_at(const struct search *s, size_t i)
{
	return i >= s->t->n || !is_near(s, i) || tokens_get(s->t, i)->digits || mask_phrase(s->m, s->t, i);
}

/* Names in a row of capitals or in small letters: the words alone say it, so there must be more of them. What
 * may be another word than a family name (đào, lâm) is one with two given names that end the sentence. */
static size_t plain_name_at(const struct search *s, size_t i, bool is_sure, size_t givens)
{
	bool is_end = ends_at(s, i + 1 + givens);

	if (!givens || known_at(s, i + 1))
		return 0;
	if (!is_sure && !(kinds(s, i + 1) & WORD_MIDDLE) &&
		!(givens >= 2 && (is_end || is_island(s, i, 1 + givens))))
		return 0;
	return is_sure && givens < 2 && !(i == 0 && is_end) && !tokens_get(s->t, i)->is_caps ? 0 : 1 + givens;
}

/* Words of the name that begins with the family name at i; 0: it is another word. */
static size_t name_at(const struct search *s, size_t i)
{
	const struct token *w = tokens_get(s->t, i);
	unsigned kind = kinds(s, i);
	size_t givens = givens_at(s, i + 1), capitals = capitals_at(s, i + 1);
	bool is_sure = kind & WORD_FAMILY, is_title = w->is_capital && (!w->is_caps || w->letters == 1);
	bool is_first = is_sure || !is_near(s, i) || i == 0 || !tokens_get(s->t, i - 1)->is_capital;
	bool has_caps = capitals && tokens_get(s->t, i + 1)->is_caps && tokens_get(s->t, i + 1)->letters > 1;

	if ((kind & WORD_INITIAL) && w->is_caps && capitals && !has_caps)
		return 1 + capitals;
	if (!(kind & (WORD_FAMILY | WORD_FAMILY_OR)))
		return 0;
	if (is_title && capitals && !has_caps && is_first && (is_sure || givens))
		return 1 + most(givens, capitals);
	return plain_name_at(s, i, is_sure, givens);
}

static void hide(struct search *s, size_t i, size_t n)
{
	for (size_t k = i; k < i + n && k < s->t->n; k++)
		s->hidden[k] = 1;
}

/* What stands behind ông, bà, người nộp: its words with a capital, or a name in small letters, when it is no
 * known place (Bà Rịa). */
static size_t title_hide(struct search *s, size_t i)
{
	size_t title = title_at(s, i), at = i + title, n = 0;

	if (!title || at >= s->t->n || known_at(s, at) ||
		(tokens_get(s->t, i)->is_capital && is_of_place(s, i))) /* phường Cầu Ông Lãnh */
		return 0;
	if (!is_near(s, at) && !tokens_get(s->t, at)->is_after_colon)
		return 0;
	if (kinds(s, at) & (WORD_FAMILY | WORD_FAMILY_OR))
		n = givens_at(s, at + 1) ? 1 + most(givens_at(s, at + 1), capitals_at(s, at + 1)) : 0;
	if (!n && !mask_phrase(s->m, s->t, at) && tokens_get(s->t, at)->is_capital &&
		!tokens_get(s->t, i)->is_caps)
		n = 1 + capitals_at(s, at + 1);
	hide(s, at, n);
	return n ? title + n : 0;
}

/* The number before "đường", its number and its name behind it. */
static size_t street_hide(struct search *s, size_t i)
{
	size_t words = 0, n = 0;

	for (size_t k = 2; k > 0 && !words; k--)
		if (i + k <= s->t->n && (mask_kinds(s->m, s->t, i, k) & WORD_STREET))
			words = k;
	if (!words)
		return 0;
	while (n < NAME_WORDS && i + words + n < s->t->n &&
		(tokens_get(s->t, i + words + n)->is_near ||
			(n && tokens_get(s->t, i + words + n)->digits)) &&
		(tokens_get(s->t, i + words + n)->is_capital || tokens_get(s->t, i + words + n)->digits))
		n++;
	if (!n || (n == 1 && !tokens_get(s->t, i + words)->digits && !kinds(s, i + words)))
		return 0; /* đường Internet */
	hide(s, i + words, n);
	for (size_t k = i; k > 0 && i - k < 3 && tokens_get(s->t, k - 1)->digits; k--)
		hide(s, k - 1, 1);
	return words + n;
}

static void run_search(struct search *s)
{
	for (size_t i = 0, n; i < s->t->n; i += n) {
		bool is_mail = tokens_get(s->t, i)->is_mail;

		n = known_at(s, i);
		if (is_mail)
			hide(s, i, 1);
		if (is_mail || n) {
			n = n ? n : 1;
			continue;
		}
		if ((n = street_hide(s, i)) || (n = title_hide(s, i)))
			continue;
		if (!is_of_place(s, i) && (n = name_at(s, i)))
			hide(s, i, n);
		n = n ? n : 1;
	}
}

void mask_find_people(struct mask *m, const struct tokens *t, unsigned char *hidden)
{
	struct search s = {m, t, hidden};

	run_search(&s);
}
