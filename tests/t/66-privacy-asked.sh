#!/bin/bash
# Answers of a sender that is asked, with invented people in every place of them: neither what is said of an answer nor the list of what was
# asked names one.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
make_certificates
export PGHOST=/nowhere # no database

mkdir -p "$T/people"
/usr/bin/python3 - "$ROOT" "$T" "${CHISO_TEST_SEED:-2024}" <<'PY'
import os, sys
root, folder, seed = sys.argv[1:]
sys.path.insert(0, os.path.join(root, "tests/gen"))
import people, planted
made = list(people.people(int(seed), 60))
path = planted.sample_of("hoso-tthc")
message = planted.Message(path, "/dvc:DongBoHoSoMC/dvc:data/dvc:HoSo")
at = iter(made)
for i, what in enumerate(planted.BROKEN + planted.PACKED):
    # the packet says who sent it, the first dossier whose it is
    m = planted.Message(path, "/dvc:DongBoHoSoMC/dvc:data/dvc:HoSo")
    m.plant(m.records[0], "dvc:ChuHoSo", next(at)[1], False)
    text, person = m.text(), next(at)[1]
    body = planted.broken(what, text, person).encode() if what in planted.BROKEN else planted.packed(what, text, person, "x.xml")[1]
    open(os.path.join(folder, "people", "%02d-%s" % (i, what)), "wb").write(body)
with open(os.path.join(folder, "needles"), "w", encoding="utf-8") as f:
    f.writelines(n + "\n" for _, text, found in made for n in [text] + found if len(n) > 4)
PY
bodies=$(find "$T/people" -type f | wc -l)
port=""
cp "$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml" "$T/message.xml"
MESSAGE=$T/message.xml start_sender port server
d=$T/d
set_endpoint "$port"
ask_by back_days="$bodies" 'path=/people?day={from}' accept='text/xml application/xml'
fetch "$d" -- hoso-tthc || true
ok 'every answer was judged' test "$(asked_of "$d" | wc -l)" -ge "$bodies"
ok '  as several things' test "$(asked_of "$d" | cut -d' ' -f3 | sort -u | wc -l)" -ge 4
like '  some are taken' "$(asked_of "$d")" 'answered'
ok 'the answers name people' grep -q -a -r -F -f "$T/needles" "$d/inbox"
is 'nobody is in the list of what was asked' "$(LC_ALL=C grep -c -a -F -f "$T/needles" "$d/asked/requests.csv")" 0
is 'nobody in what was said' "$(cat "$d/out" "$d/err" | LC_ALL=C grep -c -a -F -f "$T/needles")" 0
is 'nobody in a name' "$(find "$d" -printf '%f\n' | LC_ALL=C grep -c -a -F -f "$T/needles")" 0
is 'nor in what lies beside a message' "$(find "$d" -name '*.meta' -exec cat {} + | LC_ALL=C grep -c -a -F -f "$T/needles")" 0
is 'an answer that is kept to be looked at is its owner'"'"'s alone' "$(find "$d/asked" -name '*.refused' -perm /go+r | wc -l)" 0
done_testing
