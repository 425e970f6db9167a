"""What the generator takes from the catalogue, as data: settings, the agency tree of Kon Tum, the calendar."""
import csv
import os


def rows(base, name, overlays=("base", "kon-tum")):
    for folder in overlays:
        path = os.path.join(base, folder, name + ".csv")
        if os.path.exists(path):
            with open(path, encoding="utf-8", newline="") as f:
                yield from csv.DictReader(f)


def valid(row, date):
    return (row.get("valid_from") or "0000") <= date <= (row.get("valid_to") or "9999")


class Known:
    def __init__(self, base, date):
        self.settings = {r["setting"]: r["value"] for r in rows(base, "settings") if valid(r, date)}
        tree = [r for r in rows(base, "agencies") if valid(r, date) and r["agency"].split(".")[0] == "H34"]
        self.parent = {r["agency"]: r["parent"] for r in tree}
        self.names = {r["agency"]: [n for n in (r["name_vi"], r["short_vi"]) if n] for r in tree}
        # bodies with a code of their own below the province: those that receive dossiers
        self.coded = sorted(r["agency"] for r in tree if r["agency"] not in ("H34", "H34.?") and r["kind"] == "body")
        calendar = [r for r in rows(base, "calendars") if r["kind"] == "quarter" and r["calendar"] == "duong-lich"]
        self.periods = sorted(
            (r["starts_on"], r["ends_on"], r["period"])
            for r in calendar
        )
        self.year = {r["period"]: r["parent"] for r in calendar}

    def quarter(self, date):
        """date: YYYY-MM-DD"""
        for starts, ends, period in self.periods:
            if starts <= date <= ends:
                return period
        return None

    def ancestors(self, agency):
        while agency:
            yield agency
            agency = self.parent.get(agency, "")


def read(base, date="2024-02-15"):
    return Known(base, date)
