#!/usr/bin/python3
"""published.py - reads pages as a reader's programs do, with no code of the product

usage: published.py rows FILE.html      the appendix's rows as CSV: code, the ten cells, status class
       published.py sheet FILE.xlsx     every sheet: name, then rows of TYPE:VALUE (n number, s text), tab between
       published.py cells FILE.html PREFIX  of every row whose id begins with PREFIX: id, what the cell is called, its text, as CSV
       published.py numbers FILE.html PREFIX  the same, of each cell its numbers as programs write them
       published.py facts FILE.xlsx     what it is set up as, a line each
       published.py strange FILE.html   what a page must not have, a line each
"""
import csv
import html.parser
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Rows(html.parser.HTMLParser):
    """The cells of every row whose id begins with r-; of the result only what stands in class result."""
    def __init__(self):
        super().__init__()
        self.rows, self.cell, self.skip, self.deep = [], None, 0, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "tr" and attrs.get("id", "").startswith("r-"):
            self.rows.append([attrs["id"][2:], attrs.get("data-status", "")])
        if tag == "td" and self.rows:
            self.rows[-1].append("")
            self.cell = True
        if tag in ("svg", "p") or (tag == "span" and re.search("reached|course|ahead|behind|unmeasured|stated|held", attrs.get("class", ""))):
            self.skip += 1
            self.deep.append(tag)
        elif self.skip and tag not in ("rect", "line", "polyline", "br"):
            self.deep.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if self.skip and self.deep and self.deep[-1] == tag:
            self.deep.pop()
            self.skip = len(self.deep)
        if tag == "td":
            self.cell = None

    def handle_data(self, data):
        if self.cell and not self.skip:
            self.rows[-1][-1] += data


def rows(path):
    reader = Rows()
    reader.feed(open(path, encoding="utf-8").read())
    out = csv.writer(sys.stdout, lineterminator="\n")
    for row in reader.rows:
        out.writerow([re.sub(r"\s+", " ", cell).strip() for cell in [row[0], *row[2:], row[1]]])


SIGNS = set("note en quiet status full part zero unmeasured plain held stated flagged up down changed same appeared gone reached course behind ahead ended".split())


class Cells(html.parser.HTMLParser):
    """Every cell of the rows whose id begins with the prefix: by its data-title, a heading as `head`; pictures and notes left out."""
    def __init__(self, prefix):
        super().__init__()
        self.prefix, self.row, self.cells, self.cell, self.skip = prefix, None, [], None, 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if self.skip or tag == "svg" or (tag in ("p", "span") and SIGNS & set((attrs.get("class") or "").split())):
            self.skip += tag not in ("rect", "line", "polyline", "br")
            return
        if tag == "tr":
            self.row = attrs["id"] if "id" in attrs and attrs["id"].startswith(self.prefix) else None
        if tag in ("td", "th") and self.row:
            self.cell = [self.row, attrs.get("data-title", "head"), ""]
            self.cells.append(self.cell)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if self.skip:
            self.skip -= tag not in ("rect", "line", "polyline", "br")
        elif tag in ("td", "th"):
            self.cell = None

    def handle_data(self, data):
        if self.cell and not self.skip:
            self.cell[2] += data


def cells(path, prefix):
    reader = Cells(prefix)
    reader.feed(open(path, encoding="utf-8").read())
    csv.writer(sys.stdout, lineterminator="\n").writerows([i[len(prefix):], title, re.sub(r"\s+", " ", text).strip()] for i, title, text in reader.cells)


def plain(text):
    """The numbers of a text that a reader of Vietnamese reads, as programs write them: 1.234,5% is 1234.5."""
    return " ".join(n.replace(".", "").replace(",", ".").replace("\u2212", "-") for n in
                    re.findall(r"(?<![\w.,])[\u2212]?\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\w])|(?<![\w.,])[\u2212]?\d+(?:,\d+)?(?![\w])", text))


def numbers(path, prefix):
    reader = Cells(prefix)
    reader.feed(open(path, encoding="utf-8").read())
    csv.writer(sys.stdout, lineterminator="\n").writerows([i[len(prefix):], title, plain(text)] for i, title, text in reader.cells if title != "head")


def strings(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in ET.fromstring(book.read("xl/sharedStrings.xml"))]


def sheets(book):
    parts = {r.get("Id"): "xl/" + r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    listed = [(s.get("name"), parts[s.get(RELATION + "id")]) for s in ET.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    return [(name, file) for name, file in listed if file.startswith("xl/worksheets/")]       # a sheet that is a chart has no cells


def sheet(path):
    book = zipfile.ZipFile(path)
    shared = strings(book)
    for name, file in sheets(book):
        print("#", name)
        for row in ET.fromstring(book.read(file)).iter(MAIN + "row"):
            cells = []
            for c in row:
                value = c.find(MAIN + "v")
                text = "" if value is None else value.text
                cells.append("s:" + shared[int(text)] if c.get("t") == "s" else "n:" + text if text else "")
            print("\t".join(re.sub(r"\s+", " ", c) for c in cells))


def facts(path):
    book = zipfile.ZipFile(path)
    for name in re.findall(r'<definedName name="(\S+?)"', book.read("xl/workbook.xml").decode()):
        print(name)
    first = ET.fromstring(book.read(sheets(book)[0][1]))
    setup = first.find(MAIN + "pageSetup")
    print("paper", setup.get("paperSize"), setup.get("orientation"))
    print("frozen", first.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane").get("state"))
    print("charts", sum(n.startswith("xl/charts/chart") for n in book.namelist()))


def strange(path):
    text = open(path, encoding="utf-8").read()
    for what in (r"data-(?:each|cell|if|unless|attr)=", r"(?:src|href)=\"(?!#)(?:[a-z]+:|//)[^\"]*", r"@import", r"url\(", r"<link", r"<iframe", r"<img"):
        for found in re.findall(what, text):
            print(found)
    if "Content-Security-Policy" not in text:
        print("no policy")


if __name__ == "__main__":
    {"rows": rows, "sheet": sheet, "cells": cells, "numbers": numbers, "facts": facts, "strange": strange}[sys.argv[1]](*sys.argv[2:])
