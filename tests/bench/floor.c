/* floor - the least that any reader of the feed must do: libxml2's SAX2 with handlers that do nothing, and
 * SHA-256
 *
 * floor io|push [gz] < FILE. Prints elements, bytes and the hash of the (uncompressed) bytes, so that it can
 * be seen to have read everything. Shares nothing with the product. */
#include <libxml/parser.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define CHUNK_BYTES 65536

struct input {
	EVP_MD_CTX *hash;
	bool is_gz;
	z_stream gz;
	unsigned char packed[CHUNK_BYTES];
	uint64_t bytes, elements;
};

static int inflate_some(struct input *in, char *out, int len)
{
	in->gz.next_out = (unsigned char *)out;
	in->gz.avail_out = (unsigned)len;
	while (in->gz.avail_out == (unsigned)len) {
		if (!in->gz.avail_in) {
			ssize_t n = read(0, in->packed, sizeof(in->packed));
			if (n <= 0)
				return (int)n;
			in->gz.next_in = in->packed;
			in->gz.avail_in = (unsigned)n;
		}
		int rc = inflate(&in->gz, Z_NO_FLUSH);
		if (rc == Z_STREAM_END)
			rc = inflateReset(&in->gz);
		if (rc != Z_OK)
			return -1;
	}
	return len - (int)in->gz.avail_out;
}

static int input_read(void *arg, char *out, int len)
{
	struct input *in = arg;
	ssize_t n = in->is_gz ? inflate_some(in, out, len) : read(0, out, (size_t)len);
	if (n <= 0)
		return (int)n;
	EVP_DigestUpdate(in->hash, out, (size_t)n);
	in->bytes += (uint64_t)n;
	return (int)n;
}

static int input_close(void *arg)
{
	(void)arg;
	return 0;
}

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nns,
	const xmlChar **ns, int nattr, int ndefault, const xmlChar **attr)
{
	(void)name, (void)prefix, (void)uri, (void)nns, (void)ns, (void)nattr, (void)ndefault, (void)attr;
	((struct input *)arg)->elements++;
}

static void on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)arg, (void)name, (void)prefix, (void)uri;
}

static void on_text(void *arg, const xmlChar *text, int len)
{
	(void)arg, (void)text, (void)len;
}

static int parse_io(struct input *in, xmlSAXHandler *sax)
{
	xmlParserCtxtPtr ctxt =
		xmlCreateIOParserCtxt(sax, in, input_read, input_close, in, XML_CHAR_ENCODING_NONE);
	if (!ctxt)
		return -1;
	xmlCtxtUseOptions(ctxt, XML_PARSE_NONET);
	int rc = xmlParseDocument(ctxt);
	xmlFreeParserCtxt(ctxt);
	return rc;
}

static int parse_push(struct input *in, xmlSAXHandler *sax)
{
	static char chunk[CHUNK_BYTES];
	int n = input_read(in, chunk, sizeof(chunk));
	xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(sax, in, chunk, n, NULL);
	if (!ctxt)
		return -1;
	xmlCtxtUseOptions(ctxt, XML_PARSE_NONET);
	while ((n = input_read(in, chunk, sizeof(chunk))) > 0)
		if (xmlParseChunk(ctxt, chunk, n, 0))
			break;
	int rc = xmlParseChunk(ctxt, chunk, 0, 1);
	xmlFreeParserCtxt(ctxt);
	return rc;
}

int main(int argc, char **argv)
{
	static struct input in;
	xmlSAXHandler sax;
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	if (argc < 2 || (strcmp(argv[1], "io") && strcmp(argv[1], "push"))) {
		fprintf(stderr, "usage: floor io|push [gz] < FILE\n");
		return 64;
	}
	in.hash = EVP_MD_CTX_new();
	in.is_gz = argc > 2;
	if (!in.hash || !EVP_DigestInit_ex(in.hash, EVP_sha256(), NULL) ||
		(in.is_gz && inflateInit2(&in.gz, 31) != Z_OK))
		return 71;
	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_text;
	int rc = argv[1][0] == 'i' ? parse_io(&in, &sax) : parse_push(&in, &sax);
	EVP_DigestFinal_ex(in.hash, md, &len);
	EVP_MD_CTX_free(in.hash);
	printf("elements=%llu bytes=%llu sha256=", (unsigned long long)in.elements,
		(unsigned long long)in.bytes);
	for (unsigned i = 0; i < len; i++)
		printf("%02x", md[i]);
	printf("\n");
	return rc ? 65 : 0;
}
