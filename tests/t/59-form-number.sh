#!/bin/bash
# A number in a form's cell: what is written in any of the accepted ways is read back, and with any one character changed it is a number
# that a person would read so too, or refused.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

cat >"$T/property.py" <<'PY'
import random
import re
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from catalogue import table  # noqa: E402
from values import iso_date, number_problem, reading_of, version_problem  # noqa: E402

units = {r["unit"]: r for r in table("units", "2024-12-31")}
WHOLE, PARTS, SHARE = ({"unit": "nguoi", "unit_from": ""}, "người"), ({"unit": "dong", "unit_from": "sender"}, "tỷ đồng"), ({"unit": "%", "unit_from": ""}, "%")
draw = random.Random(20240331)


def read(text, what):
    """The number in the unit that is written, or None when the form refuses it."""
    v, unit = what
    if number_problem(text, unit, v, units):
        return None
    factor = {"người": 1, "tỷ đồng": 10**9, "%": 1}[unit]
    return Fraction(reading_of(f"{text} {unit}")[1]["low"]) / factor


def grouped(n, mark):
    return f"{n:,}".replace(",", mark)


def printed(what):
    """(text, value): the ways in which people here write numbers."""
    n = draw.choice([0, 7, 10, 156, 999, 1000, 1250, 20500, 1234567, draw.randrange(10**6)])
    yield str(n), Fraction(n)
    if n >= 1000 and (what is WHOLE or n >= 10**6):
        yield grouped(n, "."), Fraction(n)
    if what is not WHOLE:
        parts = draw.choice(["5", "25", "05", "125", "1234"])
        yield f"{n},{parts}", Fraction(f"{n}.{parts}")
        if n >= 1000:
            yield f"{grouped(n, '.')},{parts}", Fraction(f"{n}.{parts}")


def person(text):
    """Every number that somebody could read: a point or a comma parts thousands, or is the decimal mark."""
    found = set()
    sign = -1 if text.strip().startswith("-") else 1
    text = text.strip().removeprefix("-").removesuffix("%")
    for group, decimal in ((".", ","), (",", "."), (" ", ","), (" ", ".")):
        m = re.fullmatch(r"\+?(\d+|\d{1,3}(?:%s\d{3})+)(?:%s(\d+))?" % (re.escape(group), re.escape(decimal)), text)
        if m:
            found.add(sign * Fraction(m[1].replace(group, "") + "." + (m[2] or "0")))
    return found


def mutants(text):
    for i in range(len(text)):
        for c in "05.,-/%x e+~":
            yield text[:i] + c + text[i + 1:]
        yield text[:i] + text[i + 1:]


wrong, count = [], 0
for what in (WHOLE, PARTS, SHARE):
    texts = [p for _ in range(6) for p in printed(what)]
    for text, value in texts:
        if read(text, what) != value:
            wrong.append(("printed", text, what[1], read(text, what), value))
    for text, _ in draw.sample(texts, 5):
        for mutant in mutants(text):
            count += 1
            got, readings = read(mutant, what), person(mutant)
            if what is WHOLE:
                readings = {r for r in readings if r.denominator == 1}
            if got is not None and got not in readings:
                wrong.append(("changed", mutant, what[1], got, readings))
            # a point before three digits may part thousands or not: nobody guesses
            if got is not None and what is PARTS and re.fullmatch(r"[1-9]\d{0,2}\.\d{1,3}", mutant.strip()):
                wrong.append(("guessed", mutant, what[1], got, readings))
            if got is not None and what is WHOLE and re.fullmatch(r"\d{1,3},\d{3}", mutant.strip()):
                wrong.append(("guessed", mutant, what[1], got, readings))
for text, value in (("31/12/2024", "2024-12-31"), ("1.2.2024", "2024-02-01"), ("2024-02-29", "2024-02-29")):
    if iso_date(text) != value:
        wrong.append(("day", text, iso_date(text)))
    for mutant in mutants(text):
        got = iso_date(mutant)
        digits = [int(d) for d in re.findall(r"\d+", mutant)]
        if got and sorted(digits) != sorted(int(d) for d in got.split("-")):
            wrong.append(("day changed", mutant, got))
for text in ("3.0", "phiên bản 3.1", "3.10", "2", "v4.2"):
    if version_problem(text):
        wrong.append(("version", text))
for text in ("3.1", "3.", ".3", "", "ba", "3.0 hoặc 4.0", "1.25"):
    if not version_problem(text):
        wrong.append(("no version", text))
print(*wrong, sep="\n")
print(count, file=sys.stderr)
PY
ok 'numbers, days and versions are tried' /usr/bin/python3 "$T/property.py" "$ROOT/scripts/lib/form"
is 'what is written is read, and what is changed is nothing that nobody would read' "$(cat "$T/out")" ''
ok 'a thousand changes were made' test "$(tail -n 1 "$T/err")" -gt 500
done_testing
