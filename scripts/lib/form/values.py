"""A value that somebody wrote into a cell: what it says, or why it cannot be taken. A spreadsheet may have changed it."""
import functools
import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from catalogue import Stop, chiso, choices

FIRST_YEAR = 1900  # an earlier one is a slip of the pen
LONGEST_NUMBER = 200
SHARE = "ty-le"  # the dimension of shares
LEADING = re.compile(r"([+-]?[0-9][0-9.,]*)(.*)", re.S)


def iso_date(text):
    """2024-03-31 of 31/3/2024; None: no date."""
    m = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text) or re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not m:
        return None
    year, month, day = (m[1], m[2], m[3]) if len(m[1]) == 4 else (m[3], m[2], m[1])
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year >= FIRST_YEAR else None


def sent_at(text):
    """20240331080000 of an ISO time; one with a zone is told in Vietnam's."""
    m = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?", text)
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00")) if m else None
    except ValueError:
        at = None
    if not at or at.year < FIRST_YEAR or at.year == datetime.max.year:
        raise Stop(64, f"--now: \"{text[:40]}\", cần một thời điểm có thật như 2024-03-31T08:00:00")
    return (at.astimezone(timezone(timedelta(hours=7))) if at.tzinfo else at).strftime("%Y%m%d%H%M%S")


def with_comma(digits):
    return digits.rstrip("0").rstrip(".").replace(".", ",")


def asked(text, thousands, decimal):
    """Two readings: who wrote it says which."""
    return f"đọc được hai cách, {thousands} hay {decimal}: hãy ghi một trong hai số ấy, không có dấu ngăn hàng nghìn"


def point_problem(digits, unit):
    """A point that parts thousands, or is the mark of a spreadsheet in English: 1.250 saved by it is 1.25."""
    whole, _, parts = digits.lstrip("+-").partition(".")
    is_short = len(whole) <= 3 and whole != "0"
    if not parts or "." in parts or len(parts) > 3 or not is_short:
        return None
    thousands, decimal = whole + parts.ljust(3, "0"), with_comma(digits)
    if unit["whole"]:
        return None if len(parts) == 3 or not parts.strip("0") else \
            f"bảng tính đã đổi \"{whole}.{parts.ljust(3, '0')}\" thành \"{digits}\"? Hãy ghi {thousands}, không có dấu ngăn hàng nghìn"
    return None if unit["dimension"] == SHARE and len(parts) < 3 else asked(digits, thousands, decimal)


def comma_problem(digits, unit):
    """A comma before three digits, of whole things: no half of a household."""
    m = re.fullmatch(r"[+-]?([0-9]{1,3}),([0-9]{3})", digits)
    return asked(digits, m[1] + m[2], with_comma(f"{m[1]}.{m[2]}")) if m and unit["whole"] else None


def sheet_problem(value, unit):
    """What a spreadsheet made of a number."""
    if re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+", value):
        return "bảng tính đã viết gọn số này: hãy ghi đủ các chữ số"
    if value.startswith("#"):
        return "ô báo lỗi của bảng tính: hãy ghi lại số"
    m = LEADING.match(value)
    if m and re.match(r"\s*[-–−~+]\s*$", m[2]):
        return "có dấu thừa sau số: một số, không phải một khoảng"
    return m and (point_problem(m[1], unit) or comma_problem(m[1], unit))


def unit_problem(number, unit):
    if unit["least"] and number < Fraction(unit["least"]):
        return f"số {unit['title_vi']} không được nhỏ hơn {unit['least']}"
    if unit["whole"] and number.denominator != 1:
        return f"số {unit['title_vi']} phải là số nguyên (dấu phẩy là thập phân, dấu chấm ngăn hàng nghìn)"
    return None


@functools.lru_cache(maxsize=None)
def reading_of(text):
    """As the feed reads it: what it found, and its parts by name."""
    found = chiso("chiso-catalog", "find", "value", "-q", "--", text, accept=(0, 1, 65))
    return found, dict(re.findall(r"(\w+)=(\S+)", found))


def refusal_problem(found, units):
    """What a refusal that names more than itself says of the number."""
    m = re.match(r"refused=unit\.(least|whole) unit=(\S+)", found)
    if m and m[1] == "least":
        return f"số {units[m[2]]['title_vi']} không được nhỏ hơn {units[m[2]]['least']}"
    if m:
        return f"số {units[m[2]]['title_vi']} phải là số nguyên (dấu phẩy là thập phân, dấu chấm ngăn hàng nghìn)"
    m = re.match(r"refused=number\.comma readings=([^|]*)\|(\S*)", found)
    if m:
        return f"có hai cách đọc: {m[1].replace('.', ',')} hoặc {m[2]}; bỏ dấu phẩy nếu là dấu ngăn hàng nghìn"
    return None


def number_problem(value, unit, v, units):
    """units: rows of units.csv by their ids; unit: the words of the form's column."""
    if len(value) + len(unit) > LONGEST_NUMBER:
        return f"dài hơn {LONGEST_NUMBER} ký tự, không phải một số"
    found, read = reading_of(f"{value} {unit}".strip())
    known = units.get(sent_unit(value, unit, units) or read.get("unit") or v["unit"])
    changed = sheet_problem(value, known or units[v["unit"]])
    if changed:
        return changed
    refused = refusal_problem(found, units)
    if refused:
        return refused
    if "kind=exact" not in found or "comparator=" in found.replace("comparator=eq", ""):
        return "không đọc được thành một số (dấu phẩy là thập phân, dấu chấm ngăn hàng nghìn)"
    if "unit" not in read and v["unit_from"]:
        return "thiếu đơn vị tính ở cột F: văn bản không nêu, đơn vị gửi phải ghi"
    if known["dimension"] != units[v["unit"]]["dimension"]:
        return f"đơn vị \"{known['title_vi']}\" không phải {units[v['unit']]['title_vi']}"
    return unit_problem(Fraction(read["low"]), known)


def sent_unit(value, unit, units):
    """The unit that stands beside the number by its title; "" when another word does, or none."""
    words = fold((LEADING.match(value) or ["", "", ""])[2].strip() or unit)
    return next((u for u, r in units.items() if fold(r["title_vi"]) == words), "")


def version_problem(value):
    """A version is no number: a spreadsheet makes 3.1 of 3.10, unless a word stands before it."""
    m = re.fullmatch(r"((?:[^\W\d_]|\s)*)([0-9]+(?:\.[0-9]+)*)", value)
    if not m:
        return "cần một phiên bản như 3.0"
    if not m[1].strip() and re.fullmatch(r"[0-9]+\.[0-9]*[1-9]", m[2]):
        return f"bảng tính có thể đã bỏ số 0 ở cuối ({m[2]}0?): hãy ghi \"phiên bản {m[2]}\""
    return None


def fold(text):
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def word_of(value, known):
    """The code or title that the cell says, however it is cased; None: another word."""
    return value if value in known else next((k for k in known if fold(k) == fold(value)), None)


def value_problem(value, unit, v, codes, words, units):
    if v["kind"] == "version":
        return version_problem(value)
    if v["kind"] not in ("bool", "state"):
        return number_problem(value, unit, v, units)
    if word_of(value, codes.get(v["codes"], [])):
        return None
    return f"cần một trong: {' / '.join(choices(v, words))}"
