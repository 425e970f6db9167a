#!/usr/bin/python3
"""desk_pages.py - reads the operator's and analyst's pages, with no code of the product

usage: desk_pages.py rows FILE.html    of every row with data-id: the id, then the text of its cells, | between
       desk_pages.py titles FILE.html  of every row with a picture: the id, then what the picture says of itself
       desk_pages.py tiles FILE.html   the numbers over the table: number, words
       desk_pages.py links FILE.html   where it leads to
"""
import html.parser
import re
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.titles, self.tiles, self.links = [], [], [], []
        self.row = self.cell = self.title = self.tile = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "tr":
            self.row = [attrs["data-id"]] if "data-id" in attrs else None
        elif tag == "td" and self.row is not None:
            self.row.append("")
            self.cell = True
        elif tag == "title":
            self.title = ""
        elif tag == "li":
            self.tile = ""
        elif tag == "a":
            self.links.append(attrs.get("href", ""))

    def handle_endtag(self, tag):
        if tag == "tr" and self.row is not None:
            self.rows.append(self.row)
            self.row = None
        elif tag == "td":
            self.cell = None
        elif tag == "title":
            if self.row is not None:
                self.titles.append([self.row[0], self.title])
            self.title = None
        elif tag == "li" and self.tile is not None:
            self.tiles.append(self.tile)
            self.tile = None

    def handle_data(self, data):
        if self.title is not None:
            self.title += data
        elif self.cell and self.row is not None:
            self.row[-1] += data
        elif self.tile is not None:
            self.tile += data


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


if __name__ == "__main__":
    page = Page()
    page.feed(open(sys.argv[2], encoding="utf-8").read())
    for row in getattr(page, sys.argv[1]):
        print("|".join(plain(cell) for cell in ([row] if isinstance(row, str) else row)))
