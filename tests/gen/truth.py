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
    """What kind of online service a procedure is on a date."""
    def __init__(self, procedures):
        self.rows = collections.defaultdict(list)
        for p in procedures:
            self.rows[p.code].append(p)

    def find(self, code, when):
        date = f"{when:%Y-%m-%d}"
        for p in self.rows[code]:
            if p.since <= date and (not p.until or date <= p.until):
                return {"3": "partial", "4": "full"}.get(p.level)
        return None


class Rules:
    """The catalogue's settings, as the figures are printed with them."""
    def __init__(self, settings):
        self.resolved = settings["resolved_states"].split()
        self.online = settings["online_channels"].split()
        self.paid = settings["paid_online_codes"].split()
        self.end_date, self.compare, self.missing_due = (settings[k] for k in ("end_date", "compare", "missing_due"))

    def end(self, d):
        return d.finished if self.end_date == "ngay_ket_thuc" else d.returned

    def promptness(self, d, end):
        """on_time, overdue, or left_out"""
        due = d.due_seen()
        if due is None:
            return self.missing_due
        kept = end.date() <= due.date() if self.compare == "date" else end <= due
        return "on_time" if kept else "overdue"


def _facts(d, rules, levels):
    """(figure, date, value) of one settled dossier; a value that is text is a member of a set."""
    channel, end = d.channel_seen(), rules.end(d)
    yield "received", d.received, 1
    yield f"received_channel_{channel or 'absent'}", d.received, 1
    if d.has_digital:
        yield "digitised", d.received, 1
    if any(d.parts):
        yield "digitised_files", d.received, 1
    if d.other_key:
        yield "foreign_id", d.received, 1
    if d.state == "9" and end in (None, d.received):
        yield "suspicious_end", d.received, 1
    yield from _fee_facts(d, rules)
    level = levels.find(d.procedure, d.received)
    if level in ("partial", "full"):
        yield f"services_{level}", d.received, d.procedure
        if channel in rules.online:
            yield f"services_{level}_online", d.received, d.procedure
    if d.state in rules.resolved and end is not None:
        yield from _end_facts(d, end, rules, levels, channel)


def _fee_facts(d, rules):
    if not any(d.fees):     # an item of 0 đồng is no fee
        return
    yield "with_fee", d.received, 1
    yield "fee_sum", d.received, sum(d.fees)
    if d.paid in rules.paid:
        yield "paid_online", d.received, 1
        yield "fee_sum_online", d.received, sum(d.fees)


def _end_facts(d, end, rules, levels, channel):
    yield "resolved", end, 1
    if rules.promptness(d, end) != "left_out":
        yield rules.promptness(d, end), end, 1
        if end != d.received:
            yield rules.promptness(d, end) + "_sure", end, 1
    if d.due_seen() is None:
        yield "resolved_no_due", end, 1
    if end == d.received:
        yield "zero_duration", end, 1
    level = levels.find(d.procedure, end)
    if channel in rules.online and level in ("partial", "full"):
        yield f"resolved_online_{level}", end, 1


class Figures:
    """Sums and sets by (figure, agency, period)."""
    def __init__(self):
        self.cells = {}

    def add(self, at, value):
        if isinstance(value, str):
            self.cells.setdefault(at, set()).add(value)
        else:
            self.cells[at] = self.cells.get(at, 0) + value

    def rolled(self, known):
        """Over the agency tree and over the quarters of a year, by adding parts and uniting sets."""
        out = Figures()
        for (figure, agency, quarter), cell in self.cells.items():
            for above in known.ancestors(agency):
                for period in (quarter, known.year[quarter]):
                    for value in cell if isinstance(cell, set) else (cell,):
                        out.add((figure, above, period), value)
        return out

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="") as f:
            table = csv.writer(f, lineterminator="\n")
            table.writerow(["figure", "agency", "period", "value"])
            for at, cell in sorted(self.cells.items()):
                table.writerow([*at, len(cell) if isinstance(cell, set) else cell])


def own_figures(messages, procedures, known):
    """Each agency's own, before any rolling up."""
    rules, levels, out = Rules(known.settings), Levels(procedures), Figures()
    for d in settle(messages):
        for figure, when, value in _facts(d, rules, levels):
            out.add((figure, d.agency, known.quarter(f"{when:%Y-%m-%d}")), value)
    return out


LISTED = {
    "list_full": lambda p: p.level == "4",
    "list_eligible": lambda p: p.eligible,
    "list_online": lambda p: p.level in "34",
    "list_prefilled": lambda p: p.level in "34" and p.prefilled,
    "list_personalised": lambda p: p.level in "34" and p.personalised,
}


def list_figures(procedures, known, quarters):
    """A state is counted as it is on the last day; a year's is that of its last day."""
    out, ends = Figures(), {period: day for _, day, period in known.periods}
    for quarter in quarters:
        ends[known.year[quarter]] = known.year[quarter] + "-12-31"
        for period in (quarter, known.year[quarter]):
            for p in procedures:
                if p.since <= ends[period] and (not p.until or p.until >= ends[period]):
                    for figure, is_in in LISTED.items():
                        for above in known.ancestors(p.agency) if is_in(p) else ():
                            out.cells.setdefault((figure, above, period), set()).add(p.code)
    return out


def write(messages, procedures, known, folder):
    figures = own_figures(messages, procedures, known)
    figures.write(os.path.join(folder, "figures.csv"))
    rolled = figures.rolled(known)
    rolled.cells.update(list_figures(procedures, known, ("2023-Q4", "2024-Q1")).cells)
    rolled.write(os.path.join(folder, "rolled.csv"))
