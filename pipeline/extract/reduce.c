#include "extract/reduce.h"

#include <strings.h>

#define SUM_DIGITS 37 /* an __int128 holds 38 */

static bool parse_number(const char *text, size_t len, __int128 *value, unsigned *scale)
{
	bool is_negative = len > 0 && text[0] == '-', has_point = false;
	size_t digits = 0;

	*value = 0;
	*scale = 0;
	for (size_t i = is_negative ? 1 : 0; i < len; i++) {
		if (text[i] == '.' && digits > 0 && !has_point) {
			has_point = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || ++digits > SUM_DIGITS)
			return false;
		*value = *value * 10 + (text[i] - '0');
		*scale += has_point ? 1 : 0;
	}
	if (is_negative)
		*value = -*value;
	return digits > 0 && (!has_point || (*scale != 0 && *scale != 3));
}

static bool raise_to(__int128 *value, unsigned *scale, unsigned want)
{
	for (; *scale < want; ++*scale)
		if (__builtin_mul_overflow(*value, (__int128)10, value))
			return false;
	return true;
}

bool sum_add(__int128 *sum, unsigned *scale, const char *text, size_t len)
{
	__int128 value, total = *sum, limit = 1;
	unsigned value_scale, total_scale = *scale;

	if (!parse_number(text, len, &value, &value_scale))
		return false;
	if (!raise_to(&value, &value_scale, total_scale) || !raise_to(&total, &total_scale, value_scale))
		return false;
	if (__builtin_add_overflow(total, value, &total))
		return false;
	for (int i = 0; i < SUM_DIGITS; i++)
		limit *= 10;
	if (total >= limit || total <= -limit)
		return false;
	*sum = total;
	*scale = total_scale;
	return true;
}

size_t sum_write(__int128 sum, unsigned scale, char out[64])
{
	char reversed[64];
	size_t n = 0, len = 0;
	unsigned __int128 rest = sum < 0 ? -(unsigned __int128)sum : (unsigned __int128)sum;

	for (unsigned digits = 0; rest > 0 || digits <= scale; digits++) {
		if (digits == scale && scale > 0)
			reversed[n++] = '.';
		reversed[n++] = (char)('0' + (int)(rest % 10));
		rest /= 10;
	}
	if (sum < 0)
		reversed[n++] = '-';
	while (n > 0)
		out[len++] = reversed[--n];
	return len;
}

bool truth_is_yes(const char *text, size_t len)
{
	return (len == 1 && text[0] == '1') || (len == 4 && strncasecmp(text, "true", 4) == 0);
}

bool truth_is_no(const char *text, size_t len)
{
	return (len == 1 && text[0] == '0') || (len == 5 && strncasecmp(text, "false", 5) == 0);
}
