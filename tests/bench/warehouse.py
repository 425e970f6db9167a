"""Warehouses of the night's benchmark: a private server or one with the defaults of Debian, nights on them, what they hold."""
import os
import re
import signal
import subprocess
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
NOW = "2024-07-01T01:00:00+07:00"       # after the last day of the generated dossiers
PRIVATE = os.path.join(ROOT, "scripts", "private-postgres")
DEFAULT = os.path.join(ROOT, "tests", "lib", "default-postgres")

# what the warehouse says of the dossiers, whatever files brought them
FIGURES = """select count(*) || ' ' || md5(coalesce(string_agg(concat_ws('|', set, indicator, agency, period, value, shown, status),
    ',' order by set, indicator, agency, period), '')) from core.indicator where run_to is null"""


def fail(text):
    sys.exit(f"bench: {text}")


class Spent:
    """Seconds, the memory of the largest process, processor seconds of one command."""
    def __init__(self, line):
        words = dict(w.split("=", 1) for w in line.split())
        self.status, self.seconds = int(words["status"]), float(words["wall"])
        self.peak, self.processor = int(words["peak_kb"]) / 1024, float(words["user"]) + float(words["system"])


def spend(folder, command, env, allowed=(0,)):
    noted = os.path.join(folder, "measured")
    child = subprocess.Popen([os.path.join(folder, "measure"), "--calm", noted, *command], env=env, text=True, errors="replace",
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    try:
        said = child.communicate()[1]
    except BaseException:
        os.killpg(child.pid, signal.SIGKILL)        # nobody's night goes on when the benchmark is stopped
        raise
    with open(noted, encoding="ascii") as f:
        spent = Spent(f.read())
    if spent.status not in allowed:
        fail(f"status {spent.status} of {' '.join(command)}\n{said[-1500:]}")
    return spent


class Warehouse:
    """A folder of its own (var, inbox), and a database of its own on one of the two kinds of server."""
    def __init__(self, bench, name, is_private):
        self.bench, self.is_private = bench, is_private
        self.dir = os.path.join(bench.dir, name)
        self.inbox = os.path.join(self.dir, "inbox")
        os.makedirs(self.inbox)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "CHISO_"))}
        self.env.update(CHISO_VAR=os.path.join(self.dir, "var"), CHISO_INBOX=self.inbox, CHISO_KEY=bench.key, CHISO_NOW=NOW,
                        CHISO_RETRY_SECONDS="0", CHISO_WIDTH="80", CHISO_BIN=bench.bin)
        self.server = os.path.join(self.dir, "var", "postgres") if is_private else os.path.join(self.dir, "server")

    def __enter__(self):
        os.makedirs(self.env["CHISO_VAR"])
        start = [PRIVATE, "start", self.server] if self.is_private else [DEFAULT, "start", self.server]
        done = subprocess.run(start, text=True, capture_output=True)
        if done.returncode:
            fail(done.stderr)
        self.pg = dict(re.findall(r"(PG\w+)=(\S+)", done.stdout))
        if not self.is_private:         # the night starts a private one by itself
            self.env.update(self.pg)
        return self

    def __exit__(self, *_):
        # its folder goes at the end: for minutes ext4 is slow to make files (2 s for 6,000) where as many were removed
        subprocess.run([PRIVATE if self.is_private else DEFAULT, "remove", self.server], capture_output=True)

    def psql(self, statement):
        env = {**self.env, **self.pg}
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement], env=env, text=True,
                              capture_output=True)
        if done.returncode:
            fail(f"{statement}: {done.stderr}")
        return done.stdout.strip()

    def night(self, **more):
        """One night; status 1 says that something waits for a person, which the time does not mind."""
        return spend(self.bench.dir, ["bash", os.path.join(ROOT, "scripts", "nightly")], {**self.env, **more}, (0, 1))

    def nights(self, **more):
        """Nights with nothing new: the median, which a bar holds, and the least disturbed, which differences are taken from."""
        spent = sorted((self.night(**more) for _ in range(self.bench.repeats)), key=lambda s: s.seconds)
        return spent[len(spent) // 2], spent[0]

    def reprocess(self, period, **more):
        return spend(self.bench.dir, ["bash", os.path.join(ROOT, "scripts", "reprocess"), period], {**self.env, **more}, (0, 1))

    def need_dossiers(self, expected):
        """A night that is quick because it left something out is no night."""
        have = self.psql("select count(*) from core.hoso_tthc_current")
        if have != str(expected):
            fail(f"{self.dir}: found {have} dossiers in the warehouse, expected {expected}")

    def figures(self):
        return self.psql(FIGURES)

    def floor(self):
        """What this machine and this server ask for the least of a night: 10 sessions, 50 processes, 10 files on the disk."""
        script = ("for i in 0 1 2 3 4 5 6 7 8 9; do psql -X -q -A -t -c 'select 1' >/dev/null; "
                  "for j in 1 2 3 4 5; do /bin/true; done; echo x >\"$1/floor.$i\"; sync -- \"$1/floor.$i\"; done")
        return spend(self.bench.dir, ["bash", "-c", script, "bash", self.dir], {**self.env, **self.pg})
