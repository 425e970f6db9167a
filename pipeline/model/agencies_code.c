#include <string.h>
#include "model/agencies.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_level1(const char *s)
{
	return s[0] >= 'A' && s[0] <= 'Z' && is_digit(s[1]) && is_digit(s[2]);
}

/* V1V2V3.Z1Z2.Y1Y2.MX: level 4, 3, 2, 1; zeros mean none. */
static size_t old_form(struct slice s, char out[40])
{
	static const struct {
		size_t at, len;
	} levels[] = {{7, 2}, {4, 2}, {0, 3}};
	size_t n = 3;

	if (s.len != 13 || s.text[3] != '.' || s.text[6] != '.' || s.text[9] != '.' ||
		!is_level1(s.text + 10))
		return 0;
	memcpy(out, s.text + 10, 3);
	for (size_t i = 0; i < 3; i++) {
		const char *part = s.text + levels[i].at;

		for (size_t j = 0; j < levels[i].len; j++)
			if (!is_digit(part[j]))
				return 0;
		if (memcmp(part, "000", levels[i].len) == 0)
			continue;
		out[n++] = '.';
		memcpy(out + n, part, levels[i].len);
		n += levels[i].len;
	}
	out[n] = '\0';
	return n;
}

size_t agency_code_path(struct slice s, char out[40])
{
	size_t n = old_form(s, out);

	if (n)
		return n;
	if (s.len < 3 || s.len > 35 || !is_level1(s.text) || (s.len > 3 && s.text[3] != '.'))
		return 0;
	for (size_t i = 3; i < s.len; i++) {
		char c = s.text[i];

		if (c == '.' ? i + 1 == s.len || s.text[i + 1] == '.' : !is_digit(c) && (c < 'A' || c > 'Z'))
			return 0;
	}
	memcpy(out, s.text, s.len);
	out[s.len] = '\0';
	return s.len;
}
