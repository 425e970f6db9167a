#include "page/page_html.h"

#include <errno.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <string.h>

struct template_filling {
	const char *path;
	struct err *e;
};

#define X(text) ((const xmlChar *)(text))

/* The attribute's text, which leaves the element. Owns: xmlFree. */
static xmlChar *take_attribute(xmlNode *n, const char *name)
{
	xmlChar *text = xmlGetNoNsProp(n, X(name));

	if (text)
		xmlUnsetProp(n, X(name));
	return text;
}

static void remove_node(xmlNode *n)
{
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

static bool is_left_out(xmlNode *n, const struct page *s)
{
	xmlChar *is = take_attribute(n, "data-if"), *unless = take_attribute(n, "data-unless");
	bool left = (is && !*page_get(s, (const char *)is) && !page_first(s, (const char *)is)) ||
		    (unless && (*page_get(s, (const char *)unless) || page_first(s, (const char *)unless)));

	xmlFree(is);
	xmlFree(unless);
	return left;
}

static int fill_cell(const struct template_filling *f, xmlNode *n, const struct page *s)
{
	xmlChar *name = take_attribute(n, "data-cell");
	xmlNode *text;

	if (!name)
		return 0;
	while (n->children)
		remove_node(n->children);
	text = xmlNewDocText(n->doc, X(page_get(s, (const char *)name)));
	xmlFree(name);
	return text && xmlAddChild(n, text) ? 0 : err_set(f->e, ERR_NOMEM, "out of memory for a page");
}

/* "href address; title words" */
static int fill_attributes(const struct template_filling *f, xmlNode *n, const struct page *s)
{
	xmlChar *list = take_attribute(n, "data-attr");
	char name[60], of[60];
	int len = 0, rc = 0;

	for (const char *at = (const char *)list; at && *at && rc == 0; at += len) {
		if (sscanf(at, " %59[^ ;] %59[^ ;]%n", name, of, &len) != 2)
			rc = err_at(f->e, ERR_CATALOG, f->path, xmlGetLineNo(n),
				"data-attr: found \"%.40s\", expected ATTRIBUTE NAME", at);
		else if (*page_get(s, of) && !xmlSetProp(n, X(name), X(page_get(s, of))))
			rc = err_set(f->e, ERR_NOMEM, "out of memory for a page");
		len += rc == 0 && at[len] == ';';
	}
	xmlFree(list);
	return rc;
}

static int fill_node(const struct template_filling *f, xmlNode *n, const struct page *s);

static int fill_children(const struct template_filling *f, xmlNode *n, const struct page *s)
{
	for (xmlNode *child = n->children, *next; child; child = next) {
		next = child->next;
		if (child->type == XML_COMMENT_NODE)
			remove_node(child);
		else if (child->type == XML_ELEMENT_NODE && fill_node(f, child, s))
			return -1;
	}
	return 0;
}

/* One copy a row, before the element, which goes. */
static int repeat_node(const struct template_filling *f, xmlNode *n, const char *list, const struct page *s)
{
	for (const struct page *row = page_first(s, list); row; row = page_next(row)) {
		xmlNode *copy = xmlCopyNode(n, 1);

		if (!copy || !xmlAddPrevSibling(n, copy))
			return err_set(f->e, ERR_NOMEM, "out of memory for a page");
		if (fill_node(f, copy, row))
			return -1;
	}
	remove_node(n);
	return 0;
}

static int fill_node(const struct template_filling *f, xmlNode *n, const struct page *s)
{
	xmlChar *list = take_attribute(n, "data-each");

	if (list) {
		int rc = repeat_node(f, n, (const char *)list, s);

		xmlFree(list);
		return rc;
	}
	if (is_left_out(n, s)) {
		remove_node(n);
		return 0;
	}
	return fill_attributes(f, n, s) || fill_cell(f, n, s) ? -1 : fill_children(f, n, s);
}

static xmlDoc *read_template(const char *path, struct err *e)
{
	xmlDoc *doc = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	const xmlError *why = xmlGetLastError();

	if (!doc)
		err_at(e, ERR_CATALOG, path, why ? why->line : 0,
			"cannot be read, expected a template of well-formed HTML");
	else if (!doc->encoding) /* else letters would be written as numbers */
		doc->encoding = xmlStrdup(X("UTF-8"));
	return doc;
}

/* As it stands, in UTF-8: the writer of libxml2 would make entities of every letter with a mark. */
/* In UTF-8 as it stands: libxml2 would else write a number for every letter with a mark. */
static int write_document(xmlDoc *doc, FILE *out, struct err *e)
{
	xmlOutputBuffer *buffer = xmlOutputBufferCreateFile(out, NULL);

	if (!doc->encoding)
		doc->encoding = xmlStrdup(X("UTF-8"));
	if (!buffer || !doc->encoding) {
		xmlOutputBufferClose(buffer);
		return err_set(e, ERR_NOMEM, "out of memory for a page");
	}
	xmlOutputBufferWriteString(buffer, "<!DOCTYPE html>\n");
	htmlNodeDumpFormatOutput(buffer, doc, xmlDocGetRootElement(doc), NULL, 0);
	xmlOutputBufferWriteString(buffer, "\n");
	return xmlOutputBufferClose(buffer) < 0 || ferror(out)
		       ? err_set(e, ERR_WRITE, "cannot write the page: %s", strerror(errno))
		       : 0;
}

int page_write_html(const struct page *p, const char *path, FILE *out, struct err *e)
{
	struct template_filling f = {path, e};
	xmlDoc *doc = read_template(path, e);
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	int rc = root ? fill_node(&f, root, p) : -1;

	if (doc && doc->intSubset) { /* ours is written */
		xmlUnlinkNode((xmlNode *)doc->intSubset);
		xmlFreeDtd(doc->intSubset);
		doc->intSubset = NULL;
	}
	if (rc == 0)
		rc = write_document(doc, out, e);
	xmlFreeDoc(doc);
	return rc;
}
