#!/usr/bin/python3
"""pages.py - looks at published pages as their readers do: in a browser, page by page, against the warehouse

usage: pages.py CHROMIUM FOLDER DAY WORK [AXE]

FOLDER  the published pages of that DAY          WORK  a folder of its own        AXE  axe.min.js, without it nobody asks it
PG…     the warehouse that they were made of; numbers/PAGE.sql says for each what its numbers must be

Prints KIND|PAGE|WHAT for everything that is not as it should be, and `seen|PAGE|HOW MANY numbers` for each page:
  fault    an error of the page or its script              request   what it asked for beside itself
  wide     it is wider than the window at this width       filter    a filter shows other rows than the warehouse has
  number   a number that the warehouse does not have there, or one that the page lacks
  held     a table loses cells or heads at a phone's width axe       what axe-core finds (WCAG 2.2 A, AA)
"""
import collections
import os
import re
import sys

import psycopg2

from chromium import Chromium

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTHS = (360, 768, 1366)
SET_PAGES = ("bao-cao", "bang-diem", "dia-ban", "hai-ky", "trinh-ky", "giai-trinh")
# What axe cannot decide and a person has: signs (✓ ▼) have no letters whose contrast it could measure; a column may be empty.
DECIDED = {"color-contrast": ("non-text characters",), "th-has-data-cells": ("missing or empty",)}

TOO_WIDE = """(function () {
	var width = document.documentElement.clientWidth, all = document.documentElement.scrollWidth, out = [];
	if (all <= width) return '';
	document.querySelectorAll('body *').forEach(function (e) {
		if (e.getBoundingClientRect().right > width + 1 && !e.closest('.wide')) out.push(e.tagName.toLowerCase() + ' "' + e.textContent.trim().slice(0, 30) + '"');
	});
	return all + ' px: ' + out.slice(0, 3).join(', ');
}())"""
AXE = """axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}, resultTypes: ['violations', 'incomplete']})
	.then(function (r) { return r.violations.concat(r.incomplete).reduce(function (all, v) { return all.concat(v.nodes.map(function (n) {
		var why = n.any.concat(n.all, n.none)[0];
		return [v.id, why ? why.message : '', n.html.slice(0, 120)]; })); }, []); })"""
SHOWN = "Array.from(document.querySelectorAll('tbody tr:not(.section)')).filter(function (r) { return r.getClientRects().length > 0; }).map(function (r) { return r.id; })"


def tell(kind, page, what):
    print("|".join((kind, page, re.sub(r"[|\s]+", " ", str(what))[:300])), flush=True)


def tokens(text):
    """The numbers of a text as they are written: 1.234,5 2/7 31/03/2024."""
    return tuple(t.rstrip(".,:/⁄") for t in re.findall(r"−?\d[\d.,:/⁄]*", text))


class Warehouse:
    def __init__(self, day):
        self.db = psycopg2.connect("")
        self.db.set_session(readonly=False)
        self.day = day
        self.ask("SET timezone = 'Asia/Ho_Chi_Minh'")
        self.ask(open(f"{HERE}/numbers/00-words.sql", encoding="utf-8").read())
        self.db.commit()

    def ask(self, text, **values):
        with self.db.cursor() as c:
            c.execute(re.sub(r":'(set|period|agency|day)'", lambda m: c.mogrify("%s", (values[m[1]],)).decode(), text).replace("%", "%%") if values else text, None if not values else ())
            return c.fetchall() if c.description else []

    def agencies(self):
        codes = {code for code, in self.ask("SELECT ma FROM share.danh_muc WHERE ma_loai = 'agency' UNION SELECT co_quan FROM share.chi_so UNION SELECT co_quan FROM share.cho_sua")}
        return {re.sub(r"[^A-Za-z0-9._-]", "_", code.replace("?", "chua-ro").replace("~", "khong-phan-bo")): code for code in codes}

    def territory(self, of, period):
        rows = self.ask("""SELECT min(a) FROM (SELECT DISTINCT co_quan AS a FROM share.chi_so WHERE bo_chi_so = :'set' AND ky = :'period') x
            WHERE NOT EXISTS (SELECT FROM share.danh_muc n JOIN share.chi_so c ON c.co_quan = n.ma_cap_tren AND c.bo_chi_so = :'set' AND c.ky = :'period'
            WHERE n.ma_loai = 'agency' AND n.ma = a)""", set=of, period=period)
        return rows[0][0]

    def identity(self, name):
        """What the page of that name is of: its kind, set, period, agency."""
        kinds = re.match(rf"({'|'.join(SET_PAGES)})-(.+)-(\d{{4}}(?:-[QH]\d|-9M|-\d\d)?)(?:-([A-Za-z].*))?$", name)
        if kinds:
            kind, of, period, agency = kinds.groups()
            return kind, of, period, self.agencies()[agency] if agency else self.territory(of, period)
        agency = re.match(r"co-quan-(.+)$", name)
        return ("co-quan", "", "", self.agencies()[agency[1]]) if agency else (name, "", "", "")

    def numbers(self, name):
        kind, of, period, agency = self.identity(name)
        rows = self.ask(open(f"{HERE}/numbers/{kind}.sql", encoding="utf-8").read(), set=of, period=period, agency=agency, day=self.day)
        self.db.rollback()
        return [(place or "", cell or "", text or "") for place, cell, text in rows]


def counted(rows):
    """What stands where, as often as it stands there; of what is in no table the order is nobody's matter."""
    return collections.Counter((place, cell, tokens(text) if place and place not in ("rowgroup", "thead") else tuple(sorted(tokens(text)))) for place, cell, text in rows if tokens(text))


def compare(page, name, warehouse):
    found, expected = counted(page.run(open(f"{HERE}/read.js", encoding="utf-8").read())), counted(warehouse.numbers(name))
    for kind, rows in (("on the page alone", found - expected), ("in the warehouse alone", expected - found)):
        for (place, cell, numbers), n in sorted(rows.items()):
            tell("number", name, f"{kind}: {place} {cell}: {' '.join(numbers)} ({n})")
    tell("seen", name, sum(len(numbers) * n for (_, _, numbers), n in found.items()))


def fold(text):
    return " ".join((text or "").split()).lower()


def choose(page, field, value):
    """As a person does: a list is chosen from, a word is typed."""
    page.run(f"""(function () {{ var f = document.querySelector('form.filters').elements[{field!r}]; f.focus(); f.value = {'' if field in ('lead', 'member', 'words') else value!r};
        if (f.tagName === 'SELECT') f.dispatchEvent(new Event('input', {{bubbles: true}})); else if (f.select) f.select(); }}())""".replace("f.value = ;", "f.value = '';"))
    if field in ("lead", "member", "words"):
        if value:
            page.type(value)
        else:
            page.run(f"document.querySelector('form.filters').elements[{field!r}].dispatchEvent(new Event('input', {{bubbles: true}}))")


def filters(page, name, warehouse):
    """Each choice of each filter of a report, and two at once: the rows that are left are the warehouse's."""
    kind, of, period, agency = warehouse.identity(name)
    if kind != "bao-cao":
        return
    warehouse.numbers(name)
    text = open(f"{HERE}/numbers/bao-cao.sql", encoding="utf-8").read().split("\n\nSELECT ")[0] + \
        "; SELECT chi_so, coalesce(ma_nhom, substring(chi_so FROM '^([IVX]+)[.]'), '-'), chu_tri, thanh_vien, lop FROM dong"
    rows = warehouse.ask(text, set=of, period=period, agency=agency, day=warehouse.day)
    warehouse.db.rollback()
    asked = [("section", v, [r[0] for r in rows if r[1] == v]) for v in sorted({r[1] for r in rows})]
    asked += [("status", v, [r[0] for r in rows if r[4] == v]) for v in sorted({r[4] for r in rows if r[4]})]
    asked += [("lead", v, [r[0] for r in rows if fold(v) in fold(r[2])]) for v in sorted({r[2] for r in rows if r[2]})]
    asked += [("member", v, [r[0] for r in rows if fold(v) in fold(r[3])]) for v in sorted({r[3] for r in rows if r[3]})]
    options = page.run("Array.from(document.querySelector('form.filters').elements.status.options).map(function (o) { return o.value; })")
    for status in {r[4] for r in rows if r[4]} - set(options):
        tell("filter", name, f"status {status} cannot be chosen")
    for field, value, ids in asked:
        choose(page, field, value)
        shown = page.run(SHOWN)
        if sorted(shown) != sorted("r-" + i for i in ids) or not ids:
            tell("filter", name, f"{field} {value}: {len(shown)} rows, expected {len(ids)}")
        choose(page, field, "")
    if len(asked) > 1:
        (a, b) = asked[0], asked[-1]
        choose(page, a[0], a[1])
        choose(page, b[0], b[1])
        if a[0] != b[0] and sorted(page.run(SHOWN)) != sorted("r-" + i for i in set(a[2]) & set(b[2])):
            tell("filter", name, f"{a[0]} {a[1]} and {b[0]} {b[1]} together")
    tell("filtered", name, len(asked))


def tables(page, name):
    """Heads and cells of the tables, as who hears the page is told them."""
    def heard():
        nodes = page.call("Accessibility.getFullAXTree")["nodes"]
        return collections.Counter(n["role"]["value"] for n in nodes if not n.get("ignored") and n["role"]["value"] in ("row", "cell", "gridcell", "columnheader", "rowheader"))
    page.width(WIDTHS[-1])
    large = heard()
    page.width(WIDTHS[0])
    small = heard()
    if small != large:
        tell("heard", name, f"at {WIDTHS[0]} px {dict(small)}, at {WIDTHS[-1]} px {dict(large)}")


def ask_axe(page, name, axe, width):
    page.run(axe)
    for rule, why, html in page.run(AXE):
        if not any(words in why for words in DECIDED.get(rule, ())):
            tell("axe", name, f"{width} px: {rule}: {why}: {html}")


def look(browser, folder, name, warehouse, axe):
    page = look.page
    for width in WIDTHS:
        page.go(f"file://{folder}/{name}.html", width)
        wide = page.run(TOO_WIDE)
        if wide:
            tell("wide", name, f"{width}: {wide}")
        if axe and width != 768:
            ask_axe(page, name, axe, width)
        for fault in page.faults:
            tell("fault", name, fault)
        for url in page.requests[1:] if page.requests[:1] == [f"file://{folder}/{name}.html"] else page.requests:
            tell("request", name, url)
    compare(page, name, warehouse)
    filters(page, name, warehouse)
    tables(page, name)
    for fault in page.faults:
        tell("fault", name, fault)


def main(chromium, folder, day, work, axe=""):
    warehouse = Warehouse(day)
    axe = open(axe, encoding="utf-8").read() if axe else ""
    folder = os.path.realpath(folder)
    with Chromium(chromium, work) as browser:
        look.page = browser.open()
        look.page.call("Accessibility.enable")
        for name in sorted(n[:-5] for n in os.listdir(folder) if n.endswith(".html")):
            look(browser, folder, name, warehouse, axe)


if __name__ == "__main__":
    main(*sys.argv[1:])
