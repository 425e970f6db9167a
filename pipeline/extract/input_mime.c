/* A MIME message: its first part, by GMime, which works in the cell and opens nothing there. It keeps all
 * parts in memory, so that the message has a limit of its own. */
#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>
#include "core/limits.h"
#include "extract/input_parts.h"

#define BOUNDARY_BYTES 70 /* RFC 2046 section 5.1.1 */

struct mime {
	GMimeStream *whole, *first; /* the message; its first part, decoded */
};

void input_mime_free(struct mime *m)
{
	if (!m)
		return;
	if (m->whole)
		g_object_unref(m->whole);
	if (m->first)
		g_object_unref(m->first);
	g_free(m);
}

bool input_is_mime(const unsigned char *bytes, size_t len)
{
	static const char version[] = "MIME-Version:", type[] = "Content-Type:", part[] = "\nContent-";
	const char *at = (const char *)bytes;

	if (len >= sizeof(version) && (strncasecmp(at, version, sizeof(version) - 1) == 0 ||
					      strncasecmp(at, type, sizeof(type) - 1) == 0))
		return true;
	return len > 4 && memcmp(at, "--", 2) == 0 && memmem(at, len, part, sizeof(part) - 1);
}

/* A message whose own header went with the HTTP answer begins with its boundary. */
static void put_header(struct input *s)
{
	const unsigned char *at = s->next;
	size_t len = 0;

	if (s->left < 2 || memcmp(at, "--", 2) != 0)
		return;
	while (len < s->left && at[len] != '\r' && at[len] != '\n')
		len++;
	if (len - 2 > BOUNDARY_BYTES || memchr(at, '"', len))
		return;
	g_mime_stream_printf(s->mime->whole, "Content-Type: multipart/related; boundary=\"%.*s\"\r\n\r\n",
		(int)(len - 2), at + 2);
}

static int read_whole(struct input *s, struct err *e)
{
	s->mime->whole = g_mime_stream_mem_new();
	put_header(s);
	do {
		if (s->bytes_in > LIMIT_MIME_BYTES)
			return input_refuse(s, "file.mime", e,
				"found a MIME message over 32 MiB, expected its first part alone");
		g_mime_stream_write(s->mime->whole, (const char *)s->next, s->left);
		s->left = 0;
		if (input_fill(s, 1, e) < 0)
			return -1;
	} while (s->left > 0);
	g_mime_stream_reset(s->mime->whole);
	return 0;
}

/* Of several parts that may be messages, nobody says which is meant. */
static bool is_message(GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	const char *sub = g_mime_content_type_get_media_subtype(type);

	return GMIME_IS_MULTIPART(part) || GMIME_IS_MESSAGE(part) ||
	       (sub && (strcasestr(sub, "xml") || strcasestr(sub, "json")));
}

static int check_parts(struct input *s, GMimeMultipart *parts, struct err *e)
{
	const char *boundary = g_mime_multipart_get_boundary(parts);
	const GByteArray *bytes = GMIME_STREAM_MEM(s->mime->whole)->buffer;
	char end[BOUNDARY_BYTES + 8];
	int len = snprintf(end, sizeof(end), "\n--%s--", boundary ? boundary : "");

	for (int i = 1; i < g_mime_multipart_get_count(parts); i++)
		if (is_message(g_mime_multipart_get_part(parts, i)))
			return input_refuse(s, "file.mime", e,
				"found a MIME message with several parts of XML or JSON, expected one and "
				"attachments");
	if (!boundary || len >= (int)sizeof(end) || !memmem(bytes->data, bytes->len, end, (size_t)len))
		return input_refuse(s, "file.mime", e,
			"found a MIME message that is cut off, expected one with its last boundary");
	return 0;
}

static int decode(struct input *s, GMimeObject *part, struct err *e)
{
	GMimeDataWrapper *content = GMIME_IS_PART(part) ? g_mime_part_get_content(GMIME_PART(part)) : NULL;

	s->mime->first = g_mime_stream_mem_new();
	if (!content || g_mime_data_wrapper_write_to_stream(content, s->mime->first) <= 0)
		return input_refuse(s, "file.mime", e,
			"found a MIME message without a first part, expected one with a message");
	g_mime_stream_reset(s->mime->first);
	return 0;
}

static int begin(struct input *s, struct err *e)
{
	GMimeParser *parser;
	GMimeObject *all;
	int rc = 0;

	g_mime_init();
	s->mime = g_new0(struct mime, 1);
	if (read_whole(s, e) < 0)
		return -1;
	parser = g_mime_parser_new_with_stream(s->mime->whole);
	all = g_mime_parser_construct_part(parser, NULL);
	if (all && GMIME_IS_MULTIPART(all))
		rc = check_parts(s, GMIME_MULTIPART(all), e);
	if (rc == 0)
		rc = decode(s,
			all && GMIME_IS_MULTIPART(all) && g_mime_multipart_get_count(GMIME_MULTIPART(all)) > 0
				? g_mime_multipart_get_part(GMIME_MULTIPART(all), 0)
				: all,
			e);
	if (all)
		g_object_unref(all);
	g_object_unref(parser);
	return rc;
}

long input_mime_read(struct input *s, char *out, size_t len, struct err *e)
{
	ssize_t n;

	if (!s->mime && begin(s, e) < 0)
		return -1;
	n = g_mime_stream_read(s->mime->first, out, len);
	return n > 0 ? (long)n : 0;
}
