"""The examples of chiso-formula(7) as rows of a catalogue, and what came of them.

write PAGE DIR    overlays of the catalogue (indicators/, records/, errors/), measures.csv, and want/ with what the page says
compare PAGE DIR  DIR/indicators.csv and DIR/records.csv, which the programs made of them, and DIR/errors.txt: prints what differs
"""
import csv
import os
import re
import sys

# the page's words for its variables: name, kind of the variable, list of codes, unit, row of the measure (unit, value, text)
VARIABLES = (
    ("a", "", "", "diem", ("diem", "45", "45")),
    ("b", "", "", "diem", ("diem", "60", "60")),
    ("o", "", "", "diem", ("diem", "0", "0")),
    ("x", "", "", "diem", None),
    ("ban", "state", "truong-ban-chi-dao", "", ("", "", "bi-thu")),
    ("co", "bool", "dung-sai", "", ("", "", "true")),
    ("pb", "version", "", "", ("", "", "3.10")),
    ("gio", "", "", "gio", ("giay", "5400", "5400")),
    ("sai", "", "", "gio", ("nguoi", "5400", "5400")),
)


def blocks(page, kind):
    """The lines of the literal blocks behind the mark of that kind."""
    here = inside = False
    for line in open(page, encoding="utf-8").read().splitlines():
        if line.startswith('.\\" '):
            here = line == f'.\\" {kind}'
        elif line.startswith(".Bd"):
            inside = here
        elif line.startswith(".Ed"):
            if inside:
                yield None
            here = inside = False
        elif inside:
            yield re.sub(r"^\\&", "", line).replace("\\e", "\\")


def examples(page, kind):
    for line in blocks(page, f"examples {kind}"):
        if line is not None:
            formula, result = line.rsplit(" => ", 1)
            yield formula.strip(), result.strip()


def rows(page):
    """The row of an indicator: its formulas, and what they give."""
    formulas, results = {}, {}
    for line in blocks(page, "examples row"):
        if line is None:
            yield formulas, results
            formulas, results = {}, {}
        elif line.startswith("=> "):
            name, results[name] = line[3:].split(" ", 1)
        else:
            name, formulas[name] = line.split(None, 1)


def errors(page):
    lines = [line for line in blocks(page, "errors") if line is not None]
    return list(zip(lines[::2], (line.strip() for line in lines[1::2])))


def table(path, columns, found):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, columns.split(","), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def numbered(result, formula):
    """The formula as one of a number: the stream of indicators has numbers alone."""
    if result in ("true", "false"):
        return f"if({formula}, 1, 0)", "1" if result == "true" else "0"
    if result.startswith("'"):
        return f"if(({formula}) = {result}, 1, 0)", "1"
    return formula, result


def is_claim(formula, result):
    return result == "missing" and re.search(r"[<>=]|^in\(", formula)


INDICATORS = "indicator,title_vi,unit,digits,numerator,denominator,value,score,period_kind,scope,basis,missing,source"


def indicator(name, formulas):
    return dict(indicator=name, title_vi="Ví dụ", unit="diem", digits="2", period_kind="quarter", scope="territory", basis="computed",
                missing="not computable", source="CHISO test", **formulas)


def variables_of(name):
    for var, kind, codes, unit, _ in VARIABLES:
        yield dict(indicator=name, var=var, measure="index_variable", item=f"vd {var}", unit=unit, title_vi=var, over_time="last", kind=kind,
                   codes=codes, source="CHISO test")


def write_indicators(folder, named):
    every = [indicator("vd", dict(value="a"))] + [indicator(name, formulas) for name, formulas in named]
    table(f"{folder}/indicators.csv", INDICATORS, every)
    table(f"{folder}/variables.csv", "indicator,var,measure,item,unit,title_vi,over_time,kind,codes,source",
          [v for i in every for v in variables_of(i["indicator"])])
    table(f"{folder}/sets.csv", "set,title_vi,territory,period_kind,source",
          [dict(set="vi-du", title_vi="Ví dụ", territory="kon-tum", period_kind="quarter", source="CHISO test")])
    table(f"{folder}/set_rows.csv", "set,seq,indicator,lead,source",
          [dict(set="vi-du", seq=n, indicator=i["indicator"], lead="Sở Y tế", source="CHISO test") for n, i in enumerate(every, 1)])


def write_measures(path):
    columns = "_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order"
    sent = [dict(_kind="measure", measure="index_variable", item=f"vd {var}", agency="H34", period="2024-Q1", kind="last", unit=row[0],
                 value=row[1], text=row[2], order="1") for var, _, _, _, row in sorted(VARIABLES) if row]
    table(path, columns, [dict(_kind="part", measure="1/1", item="bien-so-chi-so"), *sent, dict(_kind="end", value=len(sent))])


def write_records(folder, found):
    made = []
    for n, (formula, result) in enumerate(found):
        is_where = result in ("true", "false") or is_claim(formula, result)
        kind = "distinct" if not is_where and not re.match(r"[0-9]", result) else "sum"
        made.append(dict(measure=f"vd.{n:03}", feed="hoso-tthc", kind=kind, value="1" if is_where else formula,
                         where=formula if is_where else "", date="ngay_tiep_nhan", agency="ma_co_quan", unit="ho-so",
                         over_agencies="union" if kind == "distinct" else "sum", over_time="union" if kind == "distinct" else "sum",
                         calendar="duong-lich", title_vi="Ví dụ", source="CHISO test"))
    table(f"{folder}/measures.csv", "measure,feed,kind,value,where,date,agency,unit,over_agencies,over_time,calendar,title_vi,source", made)


def write(page, out):
    found = list(examples(page, "indicator"))
    named = [(f"vd.{n:03}", dict(value=numbered(result, formula)[0])) for n, (formula, result) in enumerate(found)]
    named += [(f"vd.r{n:02}", formulas) for n, (formulas, _) in enumerate(rows(page))]
    write_indicators(f"{out}/indicators", named)
    write_measures(f"{out}/measures.csv")
    write_records(f"{out}/records", list(examples(page, "record")))
    write_indicators(f"{out}/errors", [(f"vd.{n:03}", dict(value=formula)) for n, (formula, _) in enumerate(errors(page))])


def told(cell, reason):
    return cell if cell else f"missing: {reason}" if reason else "missing"


def compare_indicators(page, out):
    with open(f"{out}/indicators.csv", encoding="utf-8") as f:
        got = {r["indicator"]: r for r in csv.DictReader(f) if r["_kind"] == "indicator"}
    for n, (formula, result) in enumerate(examples(page, "indicator")):
        row, want = got.get(f"vd.{n:03}"), numbered(result, formula)[1]
        reason = row["reason"].partition(": ")[2] if row else "no row"
        if want == "missing" and reason == "not computable":  # nobody said why: the row's own word
            reason = ""
        yield formula, want, told(row and row["value"], reason)
    for n, (formulas, results) in enumerate(rows(page)):
        for name, want in results.items():
            yield f"{formulas['value']}: {name}", want, got[f"vd.r{n:02}"][name]


def compare_records(page, out):
    with open(f"{out}/records.csv", encoding="utf-8") as f:
        got = {r["measure"]: r for r in csv.DictReader(f) if r["_kind"] == "measure" and r["agency"] == "H34.19"}
    for n, (formula, result) in enumerate(examples(page, "record")):
        row = got.get(f"vd.{n:03}")
        if not row:
            value = "no row"
        elif "undecided=" in row["flags"]:
            value = "missing"
        elif row["kind"] == "distinct":
            value = f"'{row['keys']}'"
        elif result in ("true", "false"):
            value = {"1": "true", "0": "false"}.get(row["value"], row["value"])
        else:
            value = row["value"]
        yield formula, result, value


def compare_errors(page, out):
    with open(f"{out}/errors/indicators.csv", encoding="utf-8") as f:
        lines = {row["indicator"]: n for n, row in enumerate(csv.DictReader(f), 2)}
    with open(f"{out}/errors.txt", encoding="utf-8") as f:
        said = dict(re.findall(r"indicators\.csv:(\d+): column value: (formula .*)", f.read()))
    for n, (formula, message) in enumerate(errors(page)):
        yield formula, message, said.get(str(lines[f"vd.{n:03}"]), "nothing")


def compare(page, out):
    n = 0
    for formula, want, got in (*compare_indicators(page, out), *compare_records(page, out), *compare_errors(page, out)):
        n += 1
        if want != got:
            print(f"{formula}: found {got}, the page says {want}")
    print(f"{n} examples")


if __name__ == "__main__":
    {"write": write, "compare": compare}[sys.argv[1]](*sys.argv[2:])
