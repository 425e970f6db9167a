"""A returned form: every cell checked, then the feed's message."""
import re
from xml.sax.saxutils import escape

from catalogue import Stop, answered_rows, choices, entries, last_day, root_of, sets_of, table, words_of_lists
from sheet import (AGENCY, COLUMNS, DATE, INDICATOR, KEY, NUMBER, PERIOD, TERRITORY, TITLE, UNIT, VALUE, VARIABLE, put, read, stop_told)
from values import iso_date, sent_at, value_problem, word_of

HEADING = (PERIOD, AGENCY, TERRITORY)  # the same in every row


def place(n, column):
    return f"{chr(65 + column)}{n}"


def cell(n, column, value, why):
    shown = "".join(c if c.isprintable() else "?" for c in value)[:40]
    return f"ô {place(n, column)} ({COLUMNS[column]}): \"{shown}\": {why}"


def sender_of(rows):
    """The period's last day, the agency and the territory: those of the first row, and every row says the same."""
    n, first = rows[0]
    for m, r in rows:
        for column in HEADING:
            if r[column] != first[column]:
                raise Stop(65, cell(m, column, r[column], f"khác ô {place(n, column)} (\"{first[column]}\"): cả biểu là của một kỳ, một đơn vị, một địa bàn"))
    try:
        day = last_day(first[PERIOD])
    except Stop as stop:
        raise Stop(65 if stop.status == 64 else stop.status, cell(n, PERIOD, first[PERIOD], "không phải một quý trong lịch, cần như 2024-Q1"))
    agency = first[AGENCY]
    if agency not in {r["agency"] for r in table("agencies", day)}:
        raise Stop(65, cell(n, AGENCY, agency, f"không có trong danh mục đơn vị ngày {day}"))
    known = {root_of(r["territory"]): r["territory"] for r in sets_of(day)}
    if first[TERRITORY] not in known:
        raise Stop(65, cell(n, TERRITORY, first[TERRITORY], f"không phải địa bàn có biểu, cần một trong: {' '.join(sorted(known))}"))
    return day, agency, known[first[TERRITORY]]


class Check:
    """What a form of that sender may hold."""

    def __init__(self, day, agency, territory):
        self.known = {(v["indicator"], v["var"]): v for v in table("variables", day) if v["measure"] == "index_variable"}
        self.answered = entries(answered_rows(agency, territory, ["lead", "coordinating"], day), day)
        self.units, self.words = {r["unit"]: r for r in table("units", day)}, words_of_lists(day)
        self.codes, self.seen = {}, {}
        for r in table("codes", day):
            self.codes.setdefault(r["list"], []).extend([r["code"], r["title_vi"]])

    def key(self, r):
        return r[INDICATOR][len(KEY):] if r[INDICATOR].startswith(KEY) else r[INDICATOR], r[VARIABLE]

    def key_problem(self, n, r):
        """(column, why) of a row that is none of the sender's, or stands twice."""
        key = self.key(r)
        if not r[INDICATOR].startswith(KEY) and re.fullmatch(r"[0-9.,/-]+", r[INDICATOR]):
            return INDICATOR, f"thiếu chữ \"{KEY.strip()}\": bảng tính có thể đã đổi mã, hãy ghi như trong biểu gốc (\"{KEY}7.10\")"
        if key not in self.known:
            return VARIABLE, f"chỉ số {key[0]} không có biến này"
        if key not in self.answered:
            return INDICATOR, f"đơn vị {r[AGENCY]} không chủ trì và không phối hợp chỉ số này"
        if key in self.seen:
            return VARIABLE, f"đã có ở dòng {self.seen[key]}"
        self.seen[key] = n
        return None

    def changed_unit(self, r, v):
        """The unit that the form was handed out with, when a bare number would be read in another one."""
        asked = self.units[v["unit"]]["title_vi"] if v["unit"] in self.units and not v["unit_from"] else None
        return asked if asked and r[UNIT] != asked and re.search(r"\d\s*$", r[VALUE]) else None

    def row_problems(self, n, r):
        wrong = self.key_problem(n, r)
        if wrong:
            yield wrong
        v = self.known.get(self.key(r))
        why = value_problem(r[VALUE], r[UNIT], v, self.codes, self.words, self.units) if v and r[VALUE] else None
        if why:
            yield UNIT if "cột F" in why else VALUE, why
        elif v and r[VALUE] and self.changed_unit(r, v):
            yield UNIT, f"đơn vị tính đã bị sửa, biểu gốc ghi \"{self.changed_unit(r, v)}\"; đơn vị khác thì ghi liền sau số ở cột I"
        if r[DATE] and not iso_date(r[DATE]):
            yield DATE, "không phải ngày có thật, cần dd/mm/yyyy"

    def problems(self, rows):
        for n, r in rows:
            unprintable = [(column, "có ký tự không in được") for column, text in enumerate(r) if not text.isprintable()]
            for column, why in unprintable or self.row_problems(n, r):
                yield cell(n, column, r[column], why)

    def value(self, r):
        """As the feed reads it."""
        v = self.known[self.key(r)]
        return word_of(r[VALUE], self.codes.get(v["codes"], [])) if choices(v, self.words) else r[VALUE]


def variable(check, r):
    indicator, name = check.key(r)
    value = check.value(r)
    needs_unit = r[UNIT] and re.search(r"\d\s*$", value) and check.known[indicator, name]["kind"] != "version"
    return (f"<BienSo><ChiSo>{escape(indicator)}</ChiSo><Bien>{escape(name)}</Bien><GiaTri>{escape(value)}</GiaTri>"
            + (f"<DonViTinh>{escape(r[UNIT])}</DonViTinh>" if needs_unit else "")
            + f"<MinhChung><SoVanBan>{escape(r[NUMBER])}</SoVanBan><NgayVanBan>{iso_date(r[DATE]) or ''}</NgayVanBan>"
            f"<TrichYeu>{escape(r[TITLE])}</TrichYeu></MinhChung></BienSo>")


def message(check, rows, sent):
    r = rows[0][1]
    period, agency, root = r[PERIOD], r[AGENCY], r[TERRITORY]
    uri = next(r["uri"] for r in table("namespaces") if r["prefix"] == "bsc")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<GuiBienSo xmlns="{uri}">',
             f"<TieuDe><MaBanTin>bieu-{agency}-{period}-{sent}</MaBanTin><KyBaoCao>{period}</KyBaoCao><DiaBan>{escape(root)}</DiaBan>"
             f"<DonViGui>{escape(agency)}</DonViGui>" + (f"<ThoiDiemGui>{sent}</ThoiDiemGui>" if sent else "") + "</TieuDe>", "<DanhSach>"]
    lines += [variable(check, r) for _, r in rows if r[VALUE]]
    return "\n".join(lines + ["</DanhSach>", "</GuiBienSo>", ""])


def read_form(path, now, out):
    sent = sent_at(now) if now is not None else ""
    rows = read(path)
    if not rows:
        raise Stop(65, f"{path}: biểu không có dòng nào")
    check = Check(*sender_of(rows))
    problems = list(check.problems(rows))
    if problems:
        stop_told(problems)
    if not any(r[VALUE] for _, r in rows):
        raise Stop(65, "cột I (Giá trị) trống ở mọi dòng")
    put(out, message(check, rows, sent))
