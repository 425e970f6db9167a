#!/usr/bin/python3
"""index_year.py - a year of index variables of one province as its departments would send them, and the truth about it

usage: index_year.py write CATALOG SEED DIR     messages, the list of procedures, the register, truth.csv
       index_year.py compare TRUTH INDICATORS   each of the 120 rows, to the last digit; counts, exits 1 at a difference

The truth comes from tests/data/s003_*.csv (the document's own words: method and formula) and Python's fractions; the
product's formulas are not read.
"""
import csv
import os
import random
import re
import sys
from fractions import Fraction as F
from xml.sax.saxutils import escape

import catalogue
import dossier
import writer

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
QUARTERS = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
ENDS = ["20240330", "20240705", "20241004", "20250103"]
STATES = {"1.1": {"Bí thư": F(1), "Chủ tịch": F(1), "Phó Chủ tịch": F(1, 2), "Phó Bí thư": F(1, 2), "khac": F(0)},
          "3.5": {"dat": F(1, 2), "Đã triển khai, chưa đạt tiêu chí kỹ thuật": F(1, 4), "chua-trien-khai": F(0)}}
STATES["6.19"] = STATES["6.20"] = {"Đã triển khai và có thể cá thể hóa": F(1), "chua-ca-the-hoa": F(1, 2), "Chưa triển khai": F(0)}
OTHERS = {"6.8", "6.9", "6.10", "6.11", "6.12", "6.13", "6.7"}   # not from these messages
PEERS = ["4.5", "4.6", "4.11", "5.1", "5.9", "5.10", "7.10", "8.6", "8.7"]
SUPPLIED = {("5.12.1", "a"): ("5.12.1.a", "a"), ("5.12.1", "b"): ("5.12.1.b", "b"), ("6.22", "a"): ("6.22.1", "a"),
            ("6.22", "b"): ("6.22.2", "b")}   # the text: "feeds variable a of its parent"
MONEY = {"đồng": F(1), "triệu đồng": F(10**6), "tỷ đồng": F(10**9)}
A_WEEK, A_MONTH = F(52), F(12)   # a year


def table(name):
    with open(os.path.join(DATA, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


class Value:
    """What one quarter's message says of a variable: the number or word meant, and how it is written."""
    def __init__(self, meant, text, unit=""):
        self.meant, self.text, self.unit = meant, text, unit


def vietnamese(rng, n):
    """1234567 as people write it: with or without points between the thousands."""
    return f"{n:,}".replace(",", ".") if rng.random() < 0.6 else str(n)


def draw(rng, row, scale):
    unit, key = row["unit"], row["id"]
    if unit == "boolean":
        yes = rng.random() < 0.75
        return Value(yes, rng.choice(["Có", "1", "true"]) if yes else rng.choice(["Không", "0", "false"]))
    if unit == "state":
        word = rng.choice(sorted(STATES[key]))
        return Value(word, word)
    if unit.startswith("lần/"):
        per, a_year = rng.choice([("lần/tuần", A_WEEK), ("lần/tháng", A_MONTH), ("lần/năm", F(1))])
        n = rng.choice([1, 1, 2, 3, 12, 51, 52])
        return Value(n * a_year, str(n), per)
    if unit in ("tỷ đồng", "NONE"):
        name = rng.choice(sorted(MONEY))
        tenths = max(1, scale)
        n = rng.randrange(tenths * 10**3, tenths * 10**5)      # thousandths of a milliard
        dong = n * 10**6
        if name == "tỷ đồng":
            return Value(F(dong), f"{n // 1000},{n % 1000:03d}", name)
        return Value(F(dong), vietnamese(rng, dong // int(MONEY[name])), name)
    n = rng.randrange(1, 40) * scale + rng.randrange(0, 7)
    return Value(F(n), vietnamese(rng, n), rng.choice([unit, ""]))


def plan(rng, rows):
    """{(indicator, var): {quarter: Value}}; a part of a whole is a part of it in each quarter."""
    out = {}
    for r in rows:
        if r["id"] in OTHERS or (r["id"], r["var"]) in SUPPLIED:
            continue
        is_whole = r["var"] in ("b", "c", "e", "f") and r["unit"] not in ("boolean", "state")
        out[r["id"], r["var"]] = {q: draw(rng, r, 90 if is_whole else rng.choice([1, 30, 80])) for q in QUARTERS}
    out["1.5", "has_section"] = {q: Value(True, "Có") for q in QUARTERS}
    out["1.4", "has_page"] = {q: Value(True, "Có") for q in QUARTERS}
    for q in QUARTERS:
        out["3.6", "b"][q] = Value(F(7), "7", "nền tảng số")
        out["2.1", "x"][q] = Value(True, "Có")
        out["4.8", "b"][q] = Value(F(0), "0", "cơ sở đào tạo")  # nobody to divide by
    drop_quarters(rng, rows, out)
    return out


def drop_quarters(rng, rows, out):
    """Quarters that did not come: of all variables of a row and its parts, or of one alone, which tears a quotient."""
    family = lambda key: ".".join(key.split(".")[:2])
    how = {(r["id"], r["var"]): r["over_the_year"] for r in rows}
    for name in sorted({family(key) for key, _ in out}):
        if rng.random() < 0.12:
            for key in out:
                if family(key[0]) == name:
                    out[key].pop("2024-Q2")
    for rule, quarter, n in (("sum", "2024-Q2", 2), ("last", "2024-Q4", 1)):
        torn = [r["id"] for r in table("s003_index.csv") if sum(how.get((r["id"], var)) == rule for var in quotient_of(r)) > 1
                and r["id"] != "4.8" and all(len(out.get((r["id"], var), ())) == 4 for var in quotient_of(r))]
        for key in rng.sample(torn, n):
            del out[key, "a"][quarter]


def quotient_of(row):
    """The letters of a row's quotient, as its formula writes it."""
    if row["method"] == "weighted_ratio_sum":
        return ["a", "b", "c", "d"]
    return sorted(set(re.findall(r"\b[a-f]\b", "".join(re.findall(r"ratio=([^;]+)", row["formula"])))))


def is_torn(row, quarters, how):
    """What is divided over a year comes from one set of quarters; of what stands at an end, from one end."""
    sums = [quarters[v] for v in quotient_of(row) if how[v] == "sum"]
    ends = [max(quarters[v]) for v in quotient_of(row) if how[v] == "last"]
    return any(q != sums[0] for q in sums) or any(q != ends[0] for q in ends)


def over_the_year(values, how):
    got = [values[q].meant for q in QUARTERS if q in values]
    return sum(got) if how == "sum" else got[-1]


# --- the truth --------------------------------------------------------------------------------------------------

def tiers(x, *steps):
    return next((score for at_least, score in steps if x >= at_least), F(0))


def minmax(x, peers):
    low, high = min([x] + peers), max([x] + peers)
    return None if low == high else (x - low) / (high - low)


def state_of(row, v):
    key = row["id"]
    if key in ("1.1", "6.19", "6.20"):
        return STATES[key][v["chair" if key == "1.1" else "state"]]
    if key == "1.4":
        return F(0) if not v["has_page"] else F(1) if v["freq"] >= A_WEEK else F(1, 2)
    return F(1) if v["freq"] >= A_WEEK else F(1, 2) if v["freq"] >= A_MONTH else F(0)


def parts_of(row, v):
    if row["id"] == "3.5":
        return STATES["3.5"][v["dc"]] + (F(1, 2) if v["gov_cloud"] else 0)
    weights = re.findall(r"([0-9])/([0-9])\*max\*([pqr])", row["formula"])
    return sum(F(int(n), int(d)) for n, d, var in weights if v[var])


def value_and_score(row, v, peers):
    """(value, score as a fraction of the maximum, reason); None: none."""
    m, formula = row["method"], row["formula"]
    if m in ("group_no_formula", "no_formula"):
        return None, None, "stated in the document"
    if m == "sum_children":
        return None, None, "points unknown"
    if m == "boolean":
        return F(v["x"]), F(v["x"]), ""
    if m == "tiered_state":
        return (state_of(row, v),) * 2 + ("",)
    if m == "additive_parts":
        return (parts_of(row, v),) * 2 + ("",)
    if m == "tiered_count":
        return v["n"], tiers(v["n"], (20, F(1)), (10, F(1, 2)), (0, F(1, 4))), ""
    if m == "level_tiers_amount":
        x = v["x"] / 10**9
        return x, tiers(x, (2, F(1)), (1, F(7, 10)), (F(1, 2), F(3, 10))), ""
    if m == "input_component":
        return next(iter(v.values())) / 10**9, None, "no score"
    if m == "count_points_capped":
        return v["n"], None, "points unknown"
    if m in ("minmax_count", "minmax_vs_highest"):
        x = v["n"] if "n" in v else v["x"] / 10**9
        return x, minmax(x, peers), ""
    if m == "weighted_ratio_sum":
        if not v["b"] or not v["d"]:
            return None, None, "zero denominator"
        x = (v["a"] / v["b"] + v["c"] / v["d"]) / 2
        return 100 * x, x, ""
    above, below = re.search(r"ratio=([^;/]+)/([^;]+)", formula).groups()
    scope = dict(v)
    if not eval(below, {}, scope):
        return None, None, "zero denominator"
    ratio = F(eval(above, {}, scope)) / eval(below, {}, scope)
    threshold = re.search(r"ratio>=([0-9.]+)", formula)
    if m == "linear_ratio":
        score = ratio
    elif m == "capped_ratio":
        score = min(F(1), ratio / F(threshold[1]))
    elif m == "all_or_nothing":
        score = F(ratio == 1)
    elif m == "ratio_over_target_uncapped":
        score = ratio / F(1, 2)
    elif m == "level_tiers_ratio":
        score = tiers(ratio, (F(1, 10), F(1)), (F(7, 100), F(7, 10)), (F(3, 100), F(3, 10)))
    elif m == "minmax_ratio":
        score = minmax(100 * ratio, peers)
    elif m == "relative_to_highest":
        score = 100 * ratio / max([100 * ratio] + peers)
    else:
        raise KeyError(m)
    return 100 * ratio, score, ""


# --- the messages -----------------------------------------------------------------------------------------------

def message(rng, name, quarter, sent, values):
    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<b:GuiBienSo xmlns:b="http://lris.example/bien-so-chi-so/1.0">',
           f" <b:TieuDe><b:MaBanTin>{name}</b:MaBanTin><b:KyBaoCao>{quarter}</b:KyBaoCao>"
           f"<b:DiaBan>{rng.choice(['H34', '000.00.00.H34', 'UBND tỉnh Kon Tum'])}</b:DiaBan><b:DonViGui>H34</b:DonViGui>"
           f"<b:ThoiDiemGui>{sent}</b:ThoiDiemGui></b:TieuDe>",
           " <b:DanhSach>"]
    for n, ((key, var), v) in enumerate(values):
        unit = f"<b:DonViTinh>{escape(v.unit)}</b:DonViTinh>" if v.unit else rng.choice(["", "<b:DonViTinh/>"])
        out.append(f"  <b:BienSo><b:ChiSo>{key}</b:ChiSo><b:Bien>{var}</b:Bien><b:GiaTri>{escape(v.text)}</b:GiaTri>{unit}<b:MinhChung>"
                   f"<b:SoVanBan>{100 + n}/BC-STTTT</b:SoVanBan><b:NgayVanBan>{sent[:4]}-{sent[4:6]}-01</b:NgayVanBan>"
                   f"<b:TrichYeu>Báo cáo số liệu chỉ số {key} &amp; minh chứng</b:TrichYeu></b:MinhChung></b:BienSo>")
    return "\n".join(out + [" </b:DanhSach>", "</b:GuiBienSo>", ""])


def write_messages(rng, values, folder):
    for k, quarter in enumerate(QUARTERS):
        sent = [(key, v[quarter]) for key, v in values.items() if quarter in v]
        rng.shuffle(sent)
        old = [(key, Value(None, "Có" if v.meant in (True, False) else "1", v.unit)) for key, v in rng.sample(sent, 20)]
        files = {f"bien-so-{quarter}-1.xml": (f"{ENDS[k]}080000", sent[:len(sent) // 2] + old),
                 f"bien-so-{quarter}-2.xml": (f"{ENDS[k]}170000", sent)}          # the second corrects the first
        for name, (when, rows) in files.items():
            rows = list({key: (key, v) for key, v in rows}.values())
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(message(rng, name, quarter, when, rows))


def write_meta(path, sent):
    with open(path + ".meta", "w", encoding="utf-8") as f:
        f.write(f"sent_at={sent}\n")


def write_peers(peers, folder):
    path = os.path.join(folder, "tinh-khac.xml")
    rows = "".join(f"<ChiSoTinh><MaTinh>{p}</MaTinh><ChiSo>{key}</ChiSo><GiaTri>{str(float(x)).replace('.', ',')}</GiaTri></ChiSoTinh>\n"
                   for key in PEERS for p, x in peers[key].items())
    with open(path, "w", encoding="utf-8") as f:
        f.write('<GuiChiSoTinh xmlns="http://lris.example/bien-so-chi-so/1.0"><KyBaoCao>2024-Q4</KyBaoCao><DanhSach>\n'
                + rows + "</DanhSach></GuiChiSoTinh>\n")
    write_meta(path, "2025-01-10T08:00:00+07:00")


def write_register(folder):
    """Annex 1 of the plan: 23 systems, 13 of them connected."""
    connected = {1, 2, 3, 5, 6, 10, 11, 12, 13, 15, 16, 17, 20}
    path = os.path.join(folder, "danh-muc-ket-noi.xml")
    with open(path, "w", encoding="utf-8") as f:
        f.write('<DanhMucKetNoi xmlns="http://lris.example/bien-so-chi-so/1.0">\n')
        for n in range(1, 24):
            f.write(f"<HeThong><STT>{n}</STT><HieuLucTu>2024-02-01</HieuLucTu><Ten>Hệ thống số {n}</Ten>"
                    f"<DaKetNoi>{'true' if n in connected else 'false'}</DaKetNoi></HeThong>\n")
        f.write("</DanhMucKetNoi>\n")
    write_meta(path, "2024-02-01T08:00:00+07:00")
    return F(len(connected)), F(23)


def write_procedures(rng, known, folder):
    """The list of procedures, and 6.8 to 6.10 of it at the end of the year."""
    procedures = dossier.make_procedures(rng, known)
    with open(os.path.join(folder, "danh-muc-tthc.xml"), "wb") as f:
        f.write(writer.procedures_bytes(procedures))
    write_meta(os.path.join(folder, "danh-muc-tthc.xml"), "2023-10-01T00:00:00+07:00")
    now = [p for p in procedures if p.since <= "2024-12-31" <= (p.until or "9999")]
    online = [p for p in now if p.level in "34"]
    count = lambda ps: F(len(list(ps)))
    return {"6.8": dict(a=count(p for p in now if p.level == "4"), b=count(p for p in now if p.eligible)),
            "6.9": dict(a=count(p for p in online if p.prefilled), b=count(online)),
            "6.10": dict(a=count(p for p in online if p.personalised), b=count(online))}


def write(base, seed, folder):
    rng = random.Random(seed)
    rows, variables = table("s003_index.csv"), table("s003_variables.csv")
    values = plan(rng, variables)
    peers = {key: {f"H{n:02d}": F(rng.randrange(0, 200), 8) for n in range(1, 64) if n != 34} for key in PEERS}
    stated = {("6.7", "stated_a"): "13", ("6.7", "stated_b"): "21"}
    extra = {key: {"2024-Q4": Value(F(int(text)), text)} for key, text in stated.items()}
    # 4.2: the share of villages is the value, whether there are groups at all is the score
    groups = {("4.2", "a"): (566, "566"), ("4.2", "b"): (751, "751")}
    extra.update({key: {q: Value(F(n), text, "thôn") for q in QUARTERS} for key, (n, text) in groups.items()})
    write_messages(rng, {**values, **extra}, folder)
    write_peers(peers, folder)
    connected, listed = write_register(folder)
    known = write_procedures(rng, catalogue.read(base), folder)
    known["6.7"] = dict(a=connected, b=listed)
    how = {(r["id"], r["var"]): r["over_the_year"] for r in variables}
    with open(os.path.join(folder, "truth.csv"), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["indicator", "value", "score", "reason"])
        for row in rows:
            key = row["id"]
            sent = {var: SUPPLIED.get((i, var), (i, var)) for i, var in how if i == key and SUPPLIED.get((i, var), (i, var)) in values}
            v = known.get(key) or {var: over_the_year(values[at], how[at]) for var, at in sent.items()}
            if key in ("6.11", "6.12", "6.13"):
                value, score, reason = None, None, "not received"
            elif key not in known and quotient_of(row) and is_torn(row, {var: sorted(values[at]) for var, at in sent.items()},
                                                                   {var: how[at] for var, at in sent.items()}):
                value, score, reason = None, None, "not the same quarters"
            else:
                value, score, reason = value_and_score(row, v, sorted(peers.get(key, {}).values()))
            if key == "4.2":
                value = F(100 * 566, 751)
            out.writerow([key, "" if value is None else value, "" if score is None else score, reason])


# --- the comparison ---------------------------------------------------------------------------------------------

def compare(truth, stream):
    with open(stream, encoding="utf-8", newline="") as f:
        got = {r["indicator"]: r for r in csv.DictReader(f) if r["_kind"] == "indicator" and r["set"] == "s003"}
    with open(truth, encoding="utf-8", newline="") as f:
        expected = list(csv.DictReader(f))
    whole, reasons, bad = 0, 0, 0
    for t in expected:
        r = got.pop(t["indicator"], None)
        same = r is not None and all((F(t[c]) == F(r[c])) if t[c] and r[c] else t[c] == r[c] for c in ("value", "score"))
        if same and not (t["value"] and t["score"]):
            same = t["reason"] == "no score" or t["reason"] in r["reason"] and bool(r["reason"])
            reasons += same
        else:
            whole += same
        if not same:
            bad += 1
            print(t["indicator"], "missing" if r is None else [r["value"], r["score"], r["reason"]], "expected", list(t.values())[1:])
    print(f"{len(expected)} rows: {whole} with value and score, {reasons} with the reason, {bad} different, {len(got)} unknown")
    return bad + len(got) + (whole < 100)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        sys.exit(bool(compare(sys.argv[2], sys.argv[3])))
