"""The form as a table: its columns, its last line, and the ways in which spreadsheets save it."""
import csv
import io
import os

from catalogue import Stop

COLUMNS = ["Kỳ báo cáo", "Đơn vị", "Chỉ số", "Biến", "Nội dung", "Đơn vị tính", "Giá trị kỳ trước", "Mục tiêu", "Giá trị",
           "Số văn bản", "Ngày văn bản", "Trích yếu", "Địa bàn", "Hết dòng"]
PERIOD, AGENCY, INDICATOR, VARIABLE, UNIT, VALUE, NUMBER, DATE, TITLE, TERRITORY, LAST = 0, 1, 2, 3, 5, 8, 9, 10, 11, 12, 13
END_OF_ROW, END_OF_FORM = "hết", "HẾT BIỂU"
KEY = "CS "  # before an indicator's code: no spreadsheet takes "CS 7.10" for a number
OLD_COLUMNS = 12  # of forms without a last line
TOLD = 20  # problems; the others are counted


def key_of(indicator):
    return KEY + indicator


def write(lines):
    """The form's bytes: UTF-8 with a BOM and semicolons, as a spreadsheet set to Vietnamese opens it."""
    end = [END_OF_FORM, f"{len(lines)} dòng"] + [""] * (LAST - 2) + [END_OF_ROW]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([COLUMNS, *([*line, END_OF_ROW] for line in lines), end])
    return "\ufeff" + text.getvalue()


def text_of(path):
    try:
        with open(path, "rb") as f:
            data = f.read()
    except OSError as e:
        raise Stop(66, f"{path}: {e.strerror}")
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as e:
        if e.reason == "unexpected end of data":    # cut inside its last character: the line that is missing says so
            return data[:e.start].decode("utf-8-sig")
        raise Stop(65, f"{path}: không phải UTF-8; hãy lưu dưới dạng \"CSV UTF-8\"")


def cells_of(path):
    """The cells of every row. A first line `sep=;` names the mark between them and is no row of the sheet."""
    text = text_of(path)
    first, _, rest = text.partition("\n")
    mark = first.strip()[4:] if first.lower().startswith("sep=") else ""
    text, first = (rest, rest.split("\n", 1)[0]) if mark else (text, first)
    mark = mark if len(mark) == 1 else max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return [[c.strip() for c in r] for r in reader]
    except csv.Error as e:
        raise Stop(65, f"{path}: dòng {reader.line_num}: không đọc được CSV ({e})")


def is_heading(cells):
    return cells[:OLD_COLUMNS] == COLUMNS[:OLD_COLUMNS]


def row_problem(n, cells, width):
    """A row that was cut, or has more than the form."""
    if len(cells) < width:
        return f"dòng {n}: có {len(cells)} ô, cần {width}: dòng bị cắt"
    if any(cells[width:]):
        return f"dòng {n}: có {len(cells)} ô, cần {width}: thừa ô"
    if width > LAST and cells[LAST] != END_OF_ROW:
        return f"dòng {n}: ô cuối (cột N) là \"{cells[LAST][:40]}\", cần \"{END_OF_ROW}\": dòng bị cắt hay bị sửa"
    return None


def end_problem(rows, ends):
    """Whether the form is whole: one last line, with the number of rows before it."""
    if not ends:
        return f"thiếu dòng cuối \"{END_OF_FORM}\" (đọc được {len(rows)} dòng): tệp bị cắt, hoặc là biểu cũ; hãy gửi lại cả biểu"
    (n, end), wanted = ends[0], f"{len(rows)} dòng"
    if len(ends) > 1 or any(m > n for m, _ in rows):
        return f"dòng {n}: sau \"{END_OF_FORM}\" không được có dòng nào nữa"
    said = (end + [""])[1]
    return None if said == wanted else f"dòng {n}: biểu ghi \"{said[:40]}\", đọc được {wanted}: thiếu hoặc thừa dòng"


def stop_told(problems):
    more = [f"và {len(problems) - TOLD} lỗi nữa"] if len(problems) > TOLD else []
    raise Stop(65, "\n".join(problems[:TOLD] + more))


def read(path):
    """(row's number, its cells) of a whole form; one that is cut anywhere is refused."""
    sheet = cells_of(path)
    if not sheet or not is_heading(sheet[0]):
        raise Stop(65, f"{path}: dòng tiêu đề không phải của biểu, cần: {'; '.join(COLUMNS)}")
    is_new = sheet[0][:LAST + 1] == COLUMNS
    width = LAST + 1 if is_new else OLD_COLUMNS
    filled = [(n, r) for n, r in enumerate(sheet[1:], 2) if any(r)]
    ends = [(n, r) for n, r in filled if r[0] == END_OF_FORM]
    rows = [(n, r) for n, r in filled if r[0] != END_OF_FORM]
    problems = [] if is_new else [f"dòng 1: thiếu cột {'; '.join(COLUMNS[OLD_COLUMNS:])}: biểu cũ, hoặc bị sửa"]
    problems += [p for p in (row_problem(n, r, width) for n, r in filled) if p]
    ending = end_problem(rows, ends)
    if problems or ending:
        stop_told(problems + ([ending] if ending else []))
    return [(n, r[:width]) for n, r in rows]


def put(path, text):
    part = path + ".part" if path else None
    try:
        f = open(part or 1, "wb", closefd=bool(part))
    except OSError as e:
        raise Stop(73, f"{path or 'stdout'}: {e.strerror}")
    try:
        with f:
            f.write(text.encode("utf-8"))
    except OSError as e:
        if part:
            os.unlink(part)
        raise Stop(74, f"{path or 'stdout'}: {e.strerror}")
    try:
        if part:
            os.rename(part, path)
    except OSError as e:
        os.unlink(part)
        raise Stop(73, f"{path}: {e.strerror}")
