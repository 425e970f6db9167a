#!/usr/bin/python3
"""method_cases.py - measures for the cases of tests/data/index_methods.csv, and the comparison of what comes out

usage: method_cases.py write CASES DIR           DIR/N/measures.csv, points.csv and cases.csv for every run N
       method_cases.py compare DIR/N/cases.csv INDICATORS
       method_cases.py count CASES METHODS       methods of the catalogue with fewer than three cases
"""
import csv
import os
import re
import sys
from collections import Counter
from fractions import Fraction

COLUMNS = "_kind measure item agency period kind unit value keys text digits numerator denominator parts flags order".split()
FEEDS = ("bien-so-chi-so", "chi-so-tinh-khac", "danh-muc-ket-noi", "danh-muc-tthc", "hoso-tthc")


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def measures(case):
    for name, text in re.findall(r"(\S+?)=(.*?)(?= \S+=|$)", case["variables"]):
        if name.startswith("list_"):
            yield dict(measure=name, agency="H34", kind="sum", unit="dich-vu-cong", value=text)
            continue
        indicator, _, var = name.rpartition("/")
        number = re.fullmatch(r"([0-9./]+)([a-z-]*)", text)
        yield dict(measure="index_variable", item=f"{indicator or case['indicator']} {var}", agency="H34", kind="last",
                   value=number[1] if number else "", unit=number[2] if number else "", text=text, order="1")
    for province, text in (p.split("=") for p in case["peers"].split()):
        yield dict(measure="peer_value", item=case["indicator"], agency=province, kind="last", value=text, text=text, order="1")


def write_measures(path, cases):
    found = [dict(m, _kind="measure", period="2024-Q1") for c in cases for m in measures(c)]
    found = sorted({(m["measure"], m.get("item", ""), m["agency"]): m for m in found}.items(),
                   key=lambda x: [t.encode() for t in x[0]])
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, COLUMNS, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(dict(_kind="part", measure="1/1", item=feed) for feed in FEEDS)
        out.writerows(m for _, m in found)
        out.writerow(dict(_kind="end", value=len(found)))


def write(path, folder):
    """Cases of one indicator go into runs of their own, and so do those with points."""
    runs = {}
    for c in rows(path):
        runs.setdefault((c["case"], c["method"] in ("sum_children", "level_tiers_ratio", "level_tiers_amount"), c["method"] == "sum_children", c["points"]), []).append(c)
    for n, ((_, _, _, points), cases) in enumerate(sorted(runs.items())):
        at = os.path.join(folder, str(n))
        os.makedirs(os.path.join(at, "over"))
        write_measures(os.path.join(at, "measures.csv"), cases)
        if points:
            with open(os.path.join(at, "over", "points.csv"), "w", encoding="utf-8") as f:
                f.write("indicator,max_points,decision,valid_from,valid_to,source\n")
                for p in points.split():
                    f.write(p.replace("=", ",") + ",Quyết định thử,,,test\n")
        with open(os.path.join(at, "cases.csv"), "w", encoding="utf-8", newline="") as f:
            out = csv.DictWriter(f, cases[0].keys(), lineterminator="\n")
            out.writeheader()
            out.writerows(cases)


def same(expected, got):
    return expected == got if not expected or not got else Fraction(expected) == Fraction(got)


def compare(path, stream):
    got = {r["indicator"]: r for r in rows(stream) if r["_kind"] == "indicator"}
    bad = 0
    for c in rows(path):
        r = got[c["indicator"]]
        if not same(c["value"], r["value"]) or not same(c["score"], r["score"]) or c["reason"] != r["reason"]:
            bad += 1
            print(f"{c['method']} {c['indicator']} case {c['case']}: value {r['value']} score {r['score']} reason {r['reason']!r}, "
                  f"expected {c['value']} {c['score']} {c['reason']!r}")
    return bad


def count(cases, methods):
    n = Counter(c["method"] for c in rows(cases))
    few = [m["method"] for m in rows(methods) if n[m["method"]] < 3]
    print(*few)
    return len(few)


if __name__ == "__main__":
    sys.exit(bool({"write": write, "compare": compare, "count": count}[sys.argv[1]](*sys.argv[2:4])))
