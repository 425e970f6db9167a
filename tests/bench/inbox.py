"""The night's inboxes: the dossiers of tests/bench/generate as one file, and the same dossiers as messages of a few each."""
import os
import subprocess

FEED = "hoso-tthc"
RECORD, AFTER = b"    <HoSo>\n", b"   </data>\n"
ID_AT = b"00000000-0000-4000-8000-000000000000"


def one_file(generate, agencies, dossiers, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        subprocess.run([generate, agencies, str(dossiers)], stdout=out, check=True)


def records(path):
    """The head, every record, the foot of a generated file, one after the other: a file may be larger than memory."""
    part, lines = "head", []
    with open(path, "rb") as f:
        for line in f:
            if line == RECORD or line == AFTER:
                yield part, b"".join(lines)
                lines, part = [], "foot" if line == AFTER else "record"
            lines.append(line)
    yield part, b"".join(lines)


def write_message(folder, number, head, batch, foot):
    """Each message has its number in its name and in its id, as a sender's would."""
    name = os.path.join(folder, f"{number:07d}.xml")
    with open(name, "wb") as out:
        out.write(head.replace(ID_AT, b"00000000-0000-4000-8000-%012d" % number) + b"".join(batch) + foot)


def messages(path, each, folder):
    """Cuts a generated file into messages of `each` dossiers; returns how many."""
    os.makedirs(folder, exist_ok=True)
    size = os.path.getsize(path)
    with open(path, "rb") as f:
        f.seek(max(0, size - 4096))
        tail = f.read()
    foot = tail[tail.rindex(AFTER):]
    number, head, batch = 0, b"", []
    for part, text in records(path):
        if part == "head":
            head = text
        elif part == "record":
            batch.append(text)
        if batch and (len(batch) == each or part == "foot"):
            number += 1
            write_message(folder, number, head, batch, foot)
            batch = []
    return number


def link_all(source, into):
    """The files of a folder once more, by hard links: the night may take them away."""
    folder = os.path.join(into, FEED)
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(source):
        os.link(os.path.join(source, name), os.path.join(folder, name))
