"""rejects_sheet - the list of refused records as a spreadsheet and as a page, and the edited spreadsheet read back

write FACTS: CSV with a byte order mark, as spreadsheets open it; no cell begins a formula.
page FACTS: the same as one HTML page that needs nothing else.
read FILE: the rows with a value, as CSV with the header n,row,file,feed,record,line,field,value.
take TAKE, taken TAKE UNKEPT: the edits that are taken, as chiso-load repairs wants them, and without those that it refused as the
table taken. TAKE: row, file, feed, record, line, field, code, load, value, n, name with U+001F between them.
FACTS: what sql/night/rejects-list.sql gives, U+001F between the columns.
Exit status: 0; 65 FILE is no such list, the reason on standard error.
"""
import csv
import io
import sys
import xml.etree.ElementTree as tree

COLUMNS = ["Mã dòng / row", "Cơ quan / agency", "Tệp / file", "Bản tin / message", "Gửi lúc / sent at", "Bản ghi số / record",
           "Dòng (JSON: byte) / line (JSON: byte)", "Khóa / key", "Nguồn / feed", "Trường / field", "Lỗi / problem", "Đã nhận / found", "Cần / expected",
           "Việc cần làm / what to do"]
VALUE, MENDED = "Giá trị đúng / right value", "Đã được sửa bởi / mended by"
NEEDED = {"row": 0, "file": 2, "record": 5, "line": 6, "feed": 8, "field": 9}
# A field that is to be empty: an empty cell says nothing.
EMPTY = {"(trống)", "(empty)"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
STYLE = """body{font:16px/1.4 system-ui,sans-serif;margin:1rem;color:#111}table{border-collapse:collapse}
th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#eee}"""


def pair(vi, en):
    return f"{vi} / {en}" if en and en != vi else vi


def rows_of(facts):
    """One list a record, in the order of COLUMNS, then what mended it."""
    with open(facts, encoding="utf-8", newline="\n") as file:
        for line in file:
            c = line.rstrip("\n").split("\x1f")
            (row, code, name, sent_file, message, sent, record, number, key, feed_title, feed, field_title, field, vi, en, found, need_vi,
             need_en, do_vi, do_en, may_edit, by, when) = c
            yield [row, f"{name} ({code})", sent_file, message, sent, record, number, key, f"{feed_title} ({feed})",
                   f"{field_title} ({field})" if field else "", pair(vi, en), found, pair(need_vi, need_en), pair(do_vi, do_en)], \
                may_edit, " ".join(x for x in (by, when) if x)


def guarded(text):
    return "'" + text if text.lstrip(" ").startswith(FORMULA) else text


def header(rows):
    return COLUMNS + [MENDED if any(by for _, _, by in rows) else VALUE]


def write(facts):
    rows = list(rows_of(facts))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header(rows))
    for cells, may_edit, by in rows:
        last = by or ("" if may_edit else "(không sửa ở đây / not here)")
        writer.writerow([guarded(c) for c in cells + [last]])
    sys.stdout.buffer.write(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))


def add(parent, tag, text=None, **attributes):
    element = tree.SubElement(parent, tag, attributes)
    element.text = text
    return element


def page(facts):
    rows = list(rows_of(facts))
    html = tree.Element("html", {"lang": "vi"})
    head, body = add(html, "head"), add(html, "body")
    add(head, "meta", charset="utf-8")
    title = "Bản ghi bị từ chối / refused records"
    add(head, "title", title)
    add(head, "style", STYLE)
    add(body, "h1", title)
    add(body, "p", f"{len(rows)} dòng. Sửa ở hệ thống nguồn và gửi lại bản ghi trong một bản tin mới; hoặc ghi giá trị đúng vào cột cuối của "
        "tệp CSV đi kèm và gửi tệp đó cho tỉnh.")
    add(body, "p", f"{len(rows)} rows. Mend them at the source and send the records again in a new message; or write the right value into the "
        "last column of the CSV file that comes with this page, and send that file to the province.", lang="en")
    table = add(body, "table")
    line = add(add(table, "thead"), "tr")
    shown = header(rows) if rows and rows[0][2] else COLUMNS
    for name in shown:
        add(line, "th", name, scope="col")
    inner = add(table, "tbody")
    for cells, _, by in rows:
        line = add(inner, "tr")
        for cell in cells + ([by] if by else []):
            add(line, "td", cell)
    sys.stdout.buffer.write(b"<!DOCTYPE html>\n" + tree.tostring(html, encoding="utf-8", method="html") + b"\n")


class NoList(Exception):
    pass


def text_of(path):
    with open(path, "rb") as file:
        data = file.read()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as e:
        raise NoList(f"found bytes that are no {encoding} at offset {e.start}, expected the list saved as CSV UTF-8") from e


def name_in_brackets(cell):
    return cell[cell.rfind("(") + 1:-1] if cell.endswith(")") else cell


def shown_cell(cell):
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" else cell


def edits_of(path):
    lines = text_of(path)
    head = lines.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter=mark, strict=True)
    names = [n.strip() for n in next(rows, [])]
    missing = [n for n in [COLUMNS[i] for i in NEEDED.values()] + [VALUE] if n not in names]
    if missing:
        raise NoList(f"found no column \"{missing[0]}\", expected the list as scripts/rejects --agency writes it")
    at = {key: names.index(COLUMNS[i]) for key, i in NEEDED.items()}
    value_at = names.index(VALUE)
    for cells in rows:
        value = cells[value_at].strip() if len(cells) > value_at else ""
        if not value or value.startswith("(không sửa ở đây"):
            continue
        row = {key: shown_cell(cells[i]) for key, i in at.items()}
        row["feed"], row["field"] = name_in_brackets(row["feed"]), name_in_brackets(row["field"])
        yield [rows.line_num, row["row"], row["file"], row["feed"], row["record"], row["line"], row["field"],
               "" if value in EMPTY else value]


def read(path):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["n", "row", "file", "feed", "record", "line", "field", "value"])
    seen = {}
    try:
        for row in edits_of(path):
            if seen.setdefault(row[1], row[-1]) != row[-1]:
                raise NoList(f"line {row[0]}: found the row {row[1]} twice with different values, expected one")
            if any(c < " " for cell in row[1:] for c in cell):
                raise NoList(f"line {row[0]}: found a control character, expected text")
            # "" is quoted: it is a text, and no missing one
            writer.writerow(row)
    except csv.Error as e:
        raise NoList(f"found no CSV ({e}), expected the list as scripts/rejects --agency writes it") from e
    sys.stdout.buffer.write(out.getvalue().encode("utf-8"))


def takes_of(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n").split("\x1f") for line in file]


def put_csv(head, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([head.split(","), *rows])
    sys.stdout.buffer.write(out.getvalue().encode("utf-8"))


def take(path):
    put_csv("row,file,feed,record,line,field,code,load,value", sorted((c[:9] for c in takes_of(path)), key=lambda c: c[2]))


def taken(path, unkept):
    with open(unkept, encoding="utf-8") as file:
        refused = {line.split(",", 1)[0] for line in file}
    put_csv("row,file,feed,record,line,field,code,load,n,name", [c[:8] + c[9:] for c in takes_of(path) if c[0] not in refused])


def main(arguments):
    try:
        {"write": write, "page": page, "read": read, "take": take, "taken": taken}[arguments[0]](*arguments[1:])
    except NoList as e:
        print(e, file=sys.stderr)
        return 65
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
