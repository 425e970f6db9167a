#!/usr/bin/python3
"""decisions - invented changes of figures, flags, decisions and targets, as SQL, a transaction each

usage: tests/gen/decisions.py SEED TRANSACTIONS [AGENCY…]

Few keys, so that what changes lies beside what is held: two sets, four indicators, three periods of two years. Some transactions are
rolled back, some change back in a savepoint.
"""
import random
import sys

SETS, INDICATORS, PERIODS = ("s", "t"), ("a", "b", "c", "d"), ("2023-Q4", "2024-Q1", "2024-Q2", "2024", "2024-02")
VALUES = ("12", "12.5", "1/3", "93.55", "7")


def text(value):
    return "null" if value is None else "'" + value.replace("'", "''") + "'"


class World:
    def __init__(self, seed, agencies):
        self.r = random.Random(seed)
        self.agencies = agencies or ["H34", "H34.01"]

    def key(self):
        r = self.r
        return r.choice(SETS), r.choice(INDICATORS), r.choice(self.agencies), r.choice(PERIODS)

    def where(self, key):
        return " and ".join(f"{c} = {text(v)}" for c, v in zip(("set", "indicator", "agency", "period"), key))

    def supersede(self):
        """What stood ends with a run, what comes begins with it; now and then nothing comes, or the same run changes it again."""
        r, key = self.r, self.key()
        run = "(select coalesce(max(greatest(run_from, run_to)), 0) + %d from core.indicator)" % r.choice((0, 1, 1, 1))
        out = [f"create temp table the_run on commit drop as select {run} as n",
               f"update core.indicator set run_to = n from the_run where {self.where(key)} and run_to is null",
               f"update core.indicator_flag set run_to = n from the_run where {self.where(key)} and run_to is null"]
        if r.random() < 0.9:
            value, flags = r.choice(VALUES), []
            for check, severity in (("over", "gate"), ("jump", "flag"), ("note", "info")):
                if r.random() < (0.35 if severity == "gate" else 0.3):
                    flags.append((check, severity, f"lời {check}", value))
            shown = "; ".join(f"{'gate ' if s == 'gate' else ''}{c}: {w} ({p})" for c, s, w, p in flags)
            rules = "; ".join(x for x in ("calendar=x", r.choice(("", f"growth_from={value} (2023)", f"same={r.choice(INDICATORS)}"))) if x)
            cells = [text(x) for x in (*key, "computed", value.split("/")[0], "3" if "/" in value else None, value, value.replace(".", ","),
                                       "%", r.choice(("2/7", "1", None)), r.choice(("reached", "not_reached")), shown or None, rules,
                                       r.choice(("2024-12-31", "", None)), r.choice(("on_course", "behind")))]
            out.append("insert into core.indicator (set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, score, "
                       f"status, flags, rules, due, due_status, run_from) select {', '.join(cells)}, n from the_run")
            for place, (check, severity, words, proof) in enumerate(flags, 1):
                out.append("insert into core.indicator_flag (set, indicator, agency, period, ordinal, \"check\", severity, words, proof, run_from) "
                           f"select {', '.join(text(x) for x in key)}, {place}, {text(check)}, {text(severity)}, {text(words)}, {text(proof)}, n "
                           "from the_run")
        return [*out, "drop table the_run"]

    def decide(self):
        key = self.key()
        return [f"""insert into audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target,
            reason, flags, gates, by_name, note, at, run_id)
            select {text(self.r.choice(('approve', 'approve', 'approve', 'revoke')))}, set, indicator, agency, period, numerator, denominator, value, unit,
            score, target, reason, flags, array(select "check" from core.indicator_flag f where f.severity = 'gate' and f.set = i.set
            and f.indicator = i.indicator and f.agency = i.agency and f.period = i.period and f.run_to is null order by ordinal),
            'Người Duyệt', 'x', '2024-04-02T01:00:00+07:00', (select coalesce(max(greatest(run_from, run_to)), 0) + 1 from core.indicator)
            from core.indicator i where {self.where(key)} and run_to is null"""]

    def mend(self):
        """By hand: a value, a severity, a run, a key, a row less."""
        r, key = self.r, self.key()
        where = self.where(key)
        return [r.choice((
            f"update core.indicator set value = {text(r.choice(VALUES))}, shown = null where {where}",
            f"update core.indicator_flag set severity = {text(r.choice(('gate', 'flag')))} where {where}",
            f"update core.indicator_flag set agency = {text(r.choice(self.agencies))} where {where} and run_to is not null",
            f"update core.indicator set indicator = {text(r.choice(INDICATORS))} where {where} and run_to is not null",
            f"delete from core.indicator where {where} and run_to is not null",
            f"delete from core.indicator_flag where {where}",
            f"update core.indicator set due = '2025-06-30' where {where}"))]

    def targets(self):
        """As the night does: all of them gone and written again, one of another kind."""
        r, key = self.r, self.key()
        row = (key[0], key[1], key[2], r.choice(("count_per_year", "remainder", "at_least")))
        return ["create temp table kept on commit drop as select * from core.target_due", "delete from core.target_due",
                f"insert into core.target_due select * from kept where not ({self.where((*key[:3], 'x')).rsplit(' and ', 1)[0]})",
                "insert into core.target_due (state, due, set, territory, stt, indicator, part, level, text, kind, wording, lead, agency, "
                f"feeds, reason) values ('ahead', '2024-12-31', {text(row[0])}, 'x', '1', {text(row[1])}, '', 'province', '85%', {text(row[3])}, '', "
                f"'', {text(row[2])}, '', '')", "drop table kept"]

    def transaction(self):
        r, out = self.r, []
        for _ in range(r.choice((1, 1, 2, 4))):
            step = r.choices((self.supersede, self.decide, self.mend, self.targets), (6, 4, 2, 1))[0]()
            if r.random() < 0.1:
                step = ["savepoint s", *step, "rollback to s"]
            if r.random() < 0.1:
                step.append("set constraints all immediate; set constraints all deferred")
            out += step
        return "begin;\n" + ";\n".join(out) + ";\n" + ("rollback;" if r.random() < 0.1 else "commit;")


def main():
    world = World(int(sys.argv[1]), sys.argv[3:])
    for n in range(int(sys.argv[2])):
        print(f"\\set transaction {n}\n{world.transaction()}\n\\ir checked.sql")


if __name__ == "__main__":
    main()
