"""Which files hold a number, whatever their packing and encoding.

person_files.py KIND FOLDER...   the number is the first line of standard input
A line a file: KIND|PATH; the number in a path is shown as ‹#›. Files are unpacked (gzip, zip), read as the encoding that they begin with or
name, their references (&#48;) and escapes (\\u0030) resolved, texts in base64 looked into; blanks, dots and hyphens between the digits of a
number count as none. What cannot be read as it should is searched as it is.
"""
import base64
import gzip
import html
import io
import os
import re
import sys
import zipfile
import zlib

LIMIT = 1 << 30  # bytes of one file, unpacked


def pattern_of(number):
    """The number as a word of its own, with what people put between digits."""
    bare = re.sub(r"\s", "", number)
    between = r"[\s\u00a0.\-]{0,3}" if bare.isdigit() else r"[\s\u00a0]{0,3}"
    return re.compile(r"(?<![^\W_])" + between.join(map(re.escape, bare)) + r"(?![^\W_])")


def unpacked(data):
    if data[:2] == b"\x1f\x8b":
        try:
            return gzip.GzipFile(fileobj=io.BytesIO(data)).read(LIMIT)
        except (OSError, EOFError, zlib.error):
            return zlib.decompressobj(31).decompress(data, LIMIT) if len(data) > 18 else data
    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return b"\n".join(packed.open(name).read(LIMIT) for name in packed.namelist())
        except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error):
            return data
    return data


def texts_of(data, depth=0):
    named = re.search(rb"""encoding=["']([A-Za-z0-9._-]+)""", data[:300])
    for encoding in ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8", named[1].decode() if named else "latin-1"]:
        try:
            text = data.decode(encoding, "replace")
        except LookupError:
            text = data.decode("latin-1")
        yield html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
        if encoding == "utf-8" and "�" not in text:
            break
    if depth < 2:
        for run in re.findall(rb"(?:[A-Za-z0-9+/]{4,}[\r\n \t]{0,4}){6,}={0,2}", data):
            try:
                inner = base64.b64decode(re.sub(rb"\s", b"", run) + b"==", validate=False)
            except ValueError:
                continue
            if inner[:1] in b"<{[\x1f\xff\xfeP\xef":
                yield from texts_of(unpacked(inner), depth + 1)


def files_of(folder):
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(place, name)


def main():
    kind, *folders = sys.argv[1:]
    number = sys.stdin.readline().strip()
    found = pattern_of(number)
    for folder in folders:
        for path in files_of(folder):
            try:
                with open(path, "rb") as f:
                    data = unpacked(f.read())
            except OSError:
                continue
            name = found.sub("‹#›", path)
            if name != path or any(found.search(text) for text in texts_of(data)):
                print(f"{kind}|{os.path.basename(name) if kind == 'raw' else name}")


main()
