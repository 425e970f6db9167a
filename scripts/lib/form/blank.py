"""A form to be filled in: a row for each variable that the agency answers, with what is meant and what was said last."""
import csv
import io
import os
import subprocess
import sys

from catalogue import (FEED, Stop, agency_of, answered_rows, chiso, choices, elsewhere, entries, last_day, root_of, sets_of, table,
                       territory_of, words_of_lists)
from sheet import key_of, put, text_of, write

RECORD = ["_kind", "ky_bao_cao", "chi_so", "ma_bien", "gia_tri", "dia_ban", "don_vi_gui"]


def last_values(path, period, agency, root):
    """Of several senders of one quarter its own value stands."""
    held = set()
    if path:
        text = text_of(path)
    elif any(name in os.environ for name in ("PGHOST", "PGSERVICE", "PGDATABASE")):
        text = chiso("chiso-dump", "--feed", FEED, "-q")
        held = held_figures()
    else:
        return {}
    rows = [r for r in records_of(path or "chiso-dump", text) if r["_kind"] == "clean" and r["ky_bao_cao"] < period and r["dia_ban"] == root]
    return {r["ma_bien"]: f"{'tạm giữ' if is_held(r, held) else r['gia_tri']} ({r['ky_bao_cao']})"
            for r in sorted(rows, key=lambda r: (r["ky_bao_cao"], r["don_vi_gui"] == agency))}


def records_of(name, text):
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        rows = list(reader)
    except csv.Error as e:
        raise Stop(65, f"{name}: dòng {reader.reader.line_num}: không đọc được CSV ({e})")
    missing = [c for c in RECORD if c not in (reader.fieldnames or [])]
    if missing:
        raise Stop(65, f"{name}: thiếu cột {', '.join(missing)}, cần bản ghi của chiso-dump --feed {FEED}")
    return rows


def held_figures():
    """(indicator, agency, period) of what waits for approval."""
    query = "select chi_so, co_quan, ky from share.chi_so where tam_giu"
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-c", query],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Stop(69, f"psql: {done.stderr.strip().splitlines()[0]}")
    return {tuple(line.split("\t")) for line in done.stdout.splitlines()}


def is_held(record, held):
    return (record["chi_so"], record["dia_ban"], record["ky_bao_cao"]) in held


def targets_of(entry, targets):
    """What each document asks for; of a line that another one answers with its code."""
    found = {}
    for p in entry.places:
        text = targets.get((p["set"], p["indicator"]), "")
        code = "" if p["indicator"] == entry.variable["indicator"] else f"{p['indicator']}: "
        found[(code + text).rstrip(" :")] = None
    return " | ".join(t for t in found if t)


def meaning(entry, words):
    """The words of the document, the variable's, and what may be written."""
    v, wording = entry.variable, entry.places[0]["wording"]
    title = v["title_vi"] if v["title_vi"] == wording else f"{wording.rstrip(' .;:')}: {v['title_vi']}"
    choice = " / ".join(choices(v, words))
    return title + (f" [{choice}]" if choice else "") + (" [đơn vị gửi phải ghi đơn vị tính]" if v["unit_from"] else "")


def rows_of(period, agency, root, found, day, last):
    units = {r["unit"]: r["title_vi"] for r in table("units", day)}
    words, targets = words_of_lists(day), {}
    for r in table("targets", day):
        targets.setdefault((r["set"], r["indicator"]), r["text"])
    for (indicator, name), entry in found.items():
        v = entry.variable
        yield [period, agency, key_of(indicator), name, meaning(entry, words), units.get(v["unit"], "") if not v["unit_from"] else "",
               last.get(v["item"], ""), targets_of(entry, targets), "", "", "", "", root]


def write_form(agency_text, period, roles, territory, last_path, out):
    day = last_day(period)
    agency = agency_of(agency_text, day)
    territory = territory or territory_of(agency, day)
    if territory not in {r["territory"] for r in table("territories")}:
        territory = ""
    others = elsewhere(agency, territory, roles, day)
    found = entries(answered_rows(agency, territory, roles, day), day)
    last = last_values(last_path, period, agency, root_of(territory))
    if not found:
        raise Stop(64, "\n".join([f"đơn vị {agency} không {'chủ trì' if len(roles) == 1 else 'chủ trì hay phối hợp'} "
                                  f"chỉ số nào có biến phải báo cáo trong {period}", *told(others, agency, period)]))
    put(out, write(list(rows_of(period, agency, root_of(territory), found, day, last))))
    for line in told(others, agency, period):
        print(line, file=sys.stderr)


def told(others, agency, period):
    return [f"đơn vị {agency} còn có {n} chỉ tiêu của địa bàn {t}: scripts/form {agency} {period} --for {t}" for t, n in sorted(others.items())]
