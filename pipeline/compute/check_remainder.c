/* Checks of numbers that stand in a remark's words: what is left, what is done. */
#include <ctype.h>
#include <string.h>
#include "compute/check.h"
#include "compute/quotient.h"
#include "core/rational.h"

/* The number at text, digits with points between groups of three; "" when there is none. out holds 64 bytes.
 */
static const char *read_digits(const char *text, char out[64])
{
	size_t n = 0;

	for (; n < 63 && (isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1])));
		text++)
		if (*text != '.')
			out[n++] = *text;
	out[n] = '\0';
	return out;
}

static int number_is(const char *digits, const mpq_t expected, bool *same, struct err *e)
{
	mpq_t n;

	mpq_init(n);
	int rc = rational_parse(n, digits, strlen(digits), e);
	*same = rc == 0 && mpq_cmp(n, expected) == 0;
	mpq_clear(n);
	return rc;
}

/* The name without its kind: "Thành phố Vũng Tàu" is written "TP Vũng Tàu". kinds: separated by |. */
static const char *name_of(const char *full, const char *kinds)
{
	while (*kinds) {
		size_t n = strcspn(kinds, "|");

		if (n && strncmp(full, kinds, n) == 0 && full[n] == ' ')
			return full + n + 1;
		kinds += n + (kinds[n] == '|');
	}
	return full;
}

static unsigned count_communes(const struct territories *t, const char *district, const char *date)
{
	const struct admin_unit *const *first;
	size_t n = admin_units_of_district(t, district, &first);
	unsigned communes = 0;

	for (size_t i = 0; i < n; i++)
		communes += first[i]->level == ADMIN_COMMUNE && row_is_valid(first[i], date);
	return communes;
}

/* Adds up the communes of the districts that the remark names; writes "A 17 + B 10 = 27" to the proof. */
static int add_districts(
	struct checking *c, const char *remark, const char *kinds, unsigned *sum, struct err *e)
{
	const struct territories *t = &c->k->territories;
	const struct territory *province = territory_of_root(t, c->r->agency, c->k->date);
	const struct admin_unit *const *first;
	size_t n = admin_units_of_province(t, province ? province->gso_code : "", &first),
	       from = c->proof.len;

	*sum = 0;
	for (size_t i = 0; i < n; i++) {
		const char *name = name_of(first[i]->name_vi, kinds);

		if (first[i]->level != ADMIN_DISTRICT || !row_is_valid(first[i], c->k->date) ||
			!strstr(remark, name))
			continue;
		unsigned communes = count_communes(t, first[i]->code, c->k->date);
		*sum += communes;
		if (buf_addf(&c->proof, e, "%s%s %u", c->proof.len > from ? " + " : "; ", name, communes))
			return -1;
	}
	return c->proof.len > from ? buf_addf(&c->proof, e, " = %u", *sum) : 0;
}

/* "Còn lại 71 xã … thuộc A, B": denominator − numerator, and the communes of the districts named. */
int check_remainder(struct checking *c, bool *holds, struct err *e)
{
	const struct measure *remark = result_stated(c->r, "remark"), *q = quotient_find(c->r);
	const char *bar = strchr(c->params, '|');
	size_t len = bar ? (size_t)(bar - c->params) : strlen(c->params);
	char digits[64], prefix[64] = "";
	const char *at;
	unsigned sum;
	bool same;
	mpq_t left;
	int rc = -1;

	*holds = false;
	if (!remark || !q || len >= sizeof(prefix))
		return 0;
	memcpy(prefix, c->params, len);
	at = strstr(remark->text, prefix);
	if (!at || !*read_digits(at + len, digits))
		return 0;
	mpq_init(left);
	mpq_sub(left, c->r->denominator.number, c->r->numerator.number);
	if (number_is(digits, left, &same, e) ||
		buf_addf(&c->proof, e, "%s%s; %s - %s = ", prefix, digits, q->denominator, q->numerator) ||
		rational_write(left, &c->proof, e) || add_districts(c, at, bar ? bar + 1 : "", &sum, e))
		goto out;
	*holds = !same || (sum && mpq_cmp_ui(left, sum, 1) != 0);
	rc = 0;
out:
	mpq_clear(left);
	return rc;
}

/* "01 đơn vị hoàn thành": the number that the remark begins with is the numerator. */
int check_done(struct checking *c, bool *holds, struct err *e)
{
	const struct measure *remark = result_stated(c->r, "remark");
	const char *at = remark ? strstr(remark->text, c->params) : NULL;
	char digits[64];
	bool same = true;

	*holds = false;
	if (!at || !c->r->numerator.has)
		return 0;
	while (at > remark->text && (isdigit((unsigned char)at[-1]) || at[-1] == '.'))
		at--;
	if (*read_digits(at, digits) && number_is(digits, c->r->numerator.number, &same, e))
		return -1;
	*holds = !same;
	if (!*holds)
		return 0;
	return buf_addf(&c->proof, e, "%s%s; ", digits, c->params) ||
			       number_show(c->r->numerator.number, &c->proof, e)
		       ? -1
		       : 0;
}
