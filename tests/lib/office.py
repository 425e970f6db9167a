#!/usr/bin/python3
"""office.py - what an office program saw in a workbook that it was given, from the flat file (.fods) that it wrote of it

usage: office.py sheet FILE.fods     every sheet as published.py writes a workbook: name, then rows of TYPE:VALUE (n number, s text);
                                     a date is the number of its day, as a workbook keeps it
       office.py written             published.py's sheets on standard input, numbers written as above, nothing behind the last cell
"""
import datetime
import re
import sys
import xml.etree.ElementTree as ET

NS = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
      "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
EPOCH = datetime.date(1899, 12, 30)


def name(prefixed):
    prefix, local = prefixed.split(":")
    return f"{{{NS[prefix]}}}{local}"


def text(cell):
    """The cell's own paragraphs: not those of a note, blanks as they were counted."""
    def walk(node):
        out = node.text or ""
        for child in node:
            if child.tag == name("text:s"):
                out += " " * int(child.get(name("text:c"), "1"))
            elif child.tag in (name("text:line-break"), name("text:tab")):
                out += " "
            else:
                out += walk(child)
            out += child.tail or ""
        return out
    return re.sub(r"\s+", " ", " ".join(walk(p) for p in cell.findall("text:p", NS)))


def value(cell):
    kind = cell.get(name("office:value-type"))
    if kind in ("float", "percentage", "currency"):
        return f"n:{float(cell.get(name('office:value'))):.15g}"
    if kind == "date":
        day = cell.get(name("office:date-value"))
        return f"n:{(datetime.date.fromisoformat(day[:10]) - EPOCH).days}"
    words = text(cell)
    return "s:" + words if words else ""


def row_of(row):
    cells = []
    for cell in row:
        if cell.tag in (name("table:table-cell"), name("table:covered-table-cell")):
            n = int(cell.get(name("table:number-columns-repeated"), "1"))
            got = value(cell)
            cells += [got] * (n if got or n < 1000 else 1)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def rows_of(table):
    """Not those of a table that a chart keeps within it."""
    for child in table:
        if child.tag == name("table:table-row"):
            yield child
        elif child.tag in [name("table:" + t) for t in ("table-header-rows", "table-rows", "table-row-group")]:
            yield from rows_of(child)


def sheet(path):
    for table in ET.parse(path).find("office:body/office:spreadsheet", NS).findall("table:table", NS):
        rows = []
        for row in rows_of(table):
            n = int(row.get(name("table:number-rows-repeated"), "1"))
            got = row_of(row)
            rows += [got] * (n if got or n < 1000 else 0)
        while rows and not rows[-1]:
            rows.pop()
        if rows:        # a chart is a sheet without
            print("#", table.get(name("table:name")))
        for row in rows:
            print("\t".join(row))


def written():
    for line in sys.stdin:
        print("\t".join(f"n:{float(c[2:]):.15g}" if c.startswith("n:") else c for c in line.rstrip("\n").split("\t")).rstrip("\t"))


if __name__ == "__main__":
    {"sheet": sheet, "written": written}[sys.argv[1]](*sys.argv[2:])
