/* A parser of one document: shared by xml.c and xml_error.c only. */
#ifndef EXTRACT_XML_PARTS_H
#define EXTRACT_XML_PARTS_H

#include <libxml/parser.h>
#include "core/err.h"
#include "core/scan.h"
#include "extract/input.h"
#include "extract/refused.h"
#include "extract/signature.h"

struct xml {
	xmlParserCtxtPtr ctxt;
	xmlSAXHandler sax;
	struct input *input;
	struct err input_err;
	struct refusal refusal;
	struct scan scan;
	char head[SIGNATURE_BYTES];
	size_t nhead;
	bool is_stopped;
};

/* Refuses the document for what libxml2 says, unless its bytes could not even be read. */
void xml_refuse_error(struct xml *x, const xmlError *error);

/* The encoding that the document says it is in, when it is not so; NULL: nothing is said, or the truth. */
const char *xml_false_encoding(const struct xml *x);
void xml_refuse_encoding(struct xml *x, const char *declared);

#endif
