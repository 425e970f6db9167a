"""Which messages carry which versions, in which order, and how each sender writes them."""
import csv
import datetime as dt
import os
import uuid

import writer

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
LAST = dt.datetime(2024, 3, 31, 20)


class Message:
    """One file. fault None: good. Its dossiers count only when it is good."""
    def __init__(self, rng, sent, dossiers, fault=None):
        self.id = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        self.sent, self.dossiers, self.fault = sent, dossiers, fault
        self.style = writer.Style(rng)
        self.same_bytes_as = None
        self.name = None


def _first(rng, world, dossiers):
    """The first delivery: by reception, a batch every time some hundred have come in."""
    dossiers = sorted(dossiers, key=lambda d: (d.received, d.key))
    size = max(20, len(dossiers) // 40)
    for k in range(0, len(dossiers), size):
        batch = dossiers[k:k + size]
        sent = min(batch[-1].received + 12 * DAY, LAST).replace(hour=1, minute=0, second=k % 60)
        yield Message(rng, sent, [world.as_of(d, sent) for d in batch])


def _spoil(rng, messages):
    """Bad records within good files: too few of them to make the file bad."""
    flaws = ["no_key", "impossible_received", "unknown_state", "no_procedure", "no_received", "impossible_due",
             "unknown_channel"]
    for n, m in enumerate(messages):
        for k in range(2 if n % 3 else 0):
            at = rng.randrange(len(m.dossiers))
            m.dossiers[at] = m.dossiers[at].later(flaw=flaws[(n * 2 + k) % len(flaws)])


def _latest(messages):
    seen = {}
    for m in messages:
        for d in m.dossiers:
            if d.flaw is None:
                seen[d.key] = (m, d)
    return [seen[k] for k in sorted(seen)]


def _changed(rng, world, d, kind):
    if kind == "finish":
        return world.as_of(d.later(ready=min(d.ready, LAST - DAY)), LAST)
    if kind == "back":
        return d.later(state="4", finished=None, returned=None)
    if kind == "fee":
        return d.later(fees=[rng.choice([10000, 20000, 99000])], paid=rng.choice(["0", "1"]))
    if kind == "channel":
        return d.later(channel=rng.choice(["1", "2", "3", None]))
    if kind == "procedure":
        return d.later(procedure=rng.choice(world.codes))
    if kind == "quarter":
        return d.later(received=d.received.replace(year=2024, month=1, day=1 + rng.randrange(28)), due=None)
    return d.later(has_digital=not d.has_digital)


KINDS = ("finish", "finish", "back", "fee", "channel", "procedure", "quarter", "digital")


def _corrections(rng, world, messages, count):
    """count corrected dossiers: late, repeated, contradictory, older after newer, refused, in a void file."""
    picks = rng.sample(_latest(messages), count)
    shapes = ("late", "repeated", "contradictory", "older_after_newer", "refused", "void", "same_again")
    out = []
    for shape in shapes:
        chosen = [d for k, (_, d) in enumerate(picks) if shapes[k % len(shapes)] == shape]
        edit = lambda: [_changed(rng, world, d, rng.choice(KINDS)) for d in chosen]
        when = dt.datetime(2024, 3, 28, rng.randrange(20), rng.randrange(60))
        if shape == "late":
            out.append(Message(rng, when, edit()))
        elif shape == "repeated":
            out += [Message(rng, when + k * HOUR, edit()) for k in range(3)]
        elif shape == "contradictory":   # sent at the same second: the greater message id wins
            out += [Message(rng, when, edit()) for _ in range(3)]
        elif shape == "older_after_newer":
            out += [Message(rng, when + k * HOUR, edit()) for k in (2, 0, 1)]
        elif shape == "refused":         # few enough a file that the file stands
            bad = [d.later(flaw="impossible_received") for d in edit()]
            for k in range(0, len(bad), 15):
                good = [d.later() for _, d in rng.sample(picks, 25)]
                out.append(Message(rng, when - 20 * DAY + k * HOUR, good + bad[k:k + 15]))
        elif shape == "void":
            out.append(Message(rng, when, edit(), fault="malformed_end"))
        else:
            out.append(Message(rng, when, [d.later() for d in chosen]))
    return out


def _faulty(rng, world, dossiers):
    """Files that must be refused whole; what they hold must not count."""
    for fault in writer.FAULTS:
        batch = [world.as_of(d, LAST).later(fees=[777777777]) for d in rng.sample(dossiers, 60)]
        if fault == "too_many_rejects":
            batch = [d.later(flaw="unknown_state") if k % 2 else d for k, d in enumerate(batch)]
        yield Message(rng, LAST, batch, fault=fault)


def plan(rng, world, dossiers):
    messages = list(_first(rng, world, dossiers))
    _spoil(rng, messages)
    count = max(28, len(dossiers) // 20)
    messages += _corrections(rng, world, messages, min(count, len(dossiers) // 2))
    messages.append(Message(rng, LAST - DAY, []))   # nothing happened: not the same as no file
    good = [m for m in messages if m.fault is None]
    for m in rng.sample(good, 4):        # delivered twice, byte for byte, under another name
        again = Message(rng, m.sent, m.dossiers)
        again.id, again.style, again.same_bytes_as = m.id, m.style, m
        messages.append(again)
    messages += _faulty(rng, world, dossiers)
    for n, m in enumerate(messages):
        m.name = writer.file_name(n, m)
    return messages


def _state(m):
    if m.fault:
        return "bad"
    return "duplicate" if m.same_bytes_as else "ok"


def write_all(rng, messages, out):
    inbox = os.path.join(out, "inbox")
    with open(os.path.join(out, "deliveries.csv"), "w", encoding="utf-8", newline="") as f:
        table = csv.writer(f, lineterminator="\n")
        table.writerow(["file", "state", "fault", "read", "rejected", "sent_at"])
        content = {}
        for m in messages:
            if m.same_bytes_as:
                data = content[m.same_bytes_as.id]
            else:
                data = content[m.id] = writer.message_bytes(m)
            writer.write_file(inbox, m, data)
            refused = sum(d.is_refused() for d in m.dossiers)
            table.writerow([m.name, _state(m), m.fault or "", len(m.dossiers), refused, writer.iso(m.sent)])


def write_procedures(procedures, folder):
    with open(os.path.join(folder, "danh-muc-tthc.xml"), "wb") as f:
        f.write(writer.procedures_bytes(procedures))
    with open(os.path.join(folder, "danh-muc-tthc.xml.meta"), "w", encoding="utf-8") as f:
        f.write("sent_at=2023-10-01T00:00:00+07:00\n")
