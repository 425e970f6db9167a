"""The figures that the messages must give, counted from the objects: versions settled, joined, rolled up over the tree."""
import collections
import csv
import os


def settle(messages):
    """One version a key: the greatest (sent_at, message id) among the good files' good records."""
    best = {}
    for m in messages:
        if m.fault or m.same_bytes_as:
            continue
        for d in m.dossiers:
            if d.is_refused():
                continue
            rank = (m.sent, m.id)
            if d.key not in best or rank > best[d.key][0]:
                best[d.key] = (rank, d)
    return [best[k][1] for k in sorted(best)]


class Levels:
    """The procedure's row valid on a date."""
    def __init__(self, procedures):
        self.rows = collections.defaultdict(list)
        for p in procedures:
            self.rows[p.code].append(p)

    def find(self, code, when):
        date = f"{when:%Y-%m-%d}"
        for p in self.rows[code]:
            if p.since <= date and (not p.until or date <= p.until):
                return p
        return None


class Rules:
    """The catalogue's settings, as the figures are printed with them."""
    def __init__(self, settings):
        self.settings = settings
        self.resolved = settings["resolved_states"].split()
        self.online = settings["online_channels"].split()

    def end(self, d):
        return d.finished if self.settings["end_date"] == "ngay_ket_thuc" else d.returned

    def is_on_time(self, d, end):
        due = d.due_seen()
        if due is None:
            return self.settings["missing_due"] == "on_time"
        if self.settings["compare"] == "date":
            return end.date() <= due.date()
        return end <= due


def _facts(d, rules, levels):
    """(figure, date, kind, value) of one settled dossier."""
    channel = d.channel_seen()
    yield "received", d.received, "sum", 1
    yield f"received_channel_{channel or 'absent'}", d.received, "sum", 1
    if d.has_digital:
        yield "digitised", d.received, "sum", 1
    if d.fees:
        yield "with_fee", d.received, "sum", 1
        yield "fee_sum", d.received, "sum", sum(d.fees)
    if d.paid == "1":
        yield "paid_online", d.received, "sum", 1
    level = levels.find(d.procedure, d.received)
    if level and level.level in "34":
        part = "partial" if level.level == "3" else "full"
        yield f"services_{part}", d.received, "distinct", d.procedure
        if channel in rules.online:
            yield f"services_{part}_online", d.received, "distinct", d.procedure
    yield from _end_facts(d, rules, levels, channel)


def _end_facts(d, rules, levels, channel):
    end = rules.end(d)
    if d.state not in rules.resolved or end is None:
        return
    yield "resolved", end, "sum", 1
    if rules.is_on_time(d, end):
        yield "on_time", end, "sum", 1
    level = levels.find(d.procedure, end)
    if channel in rules.online and level and level.level in "34":
        yield "resolved_online_" + ("partial" if level.level == "3" else "full"), end, "sum", 1


def figures(messages, procedures, known):
    rules, levels = Rules(known.settings), Levels(procedures)
    sums, sets = collections.Counter(), collections.defaultdict(set)
    for d in settle(messages):
        for figure, when, kind, value in _facts(d, rules, levels):
            quarter = known.quarter(f"{when:%Y-%m-%d}")
            for agency in known.ancestors(d.agency):
                if kind == "sum":
                    sums[figure, agency, quarter] += value
                else:
                    sets[figure, agency, quarter].add(value)
    for at, members in sets.items():
        sums[at] = len(members)
    return sums


def write(messages, procedures, known, folder):
    with open(os.path.join(folder, "figures.csv"), "w", encoding="utf-8", newline="") as f:
        table = csv.writer(f, lineterminator="\n")
        table.writerow(["figure", "agency", "period", "value"])
        for at, value in sorted(figures(messages, procedures, known).items()):
            table.writerow([*at, value])
