#!/bin/bash
# After loading: bad files to quarantine, the inbox gives up the rest; and a kill at every step of taking and settling
# shellcheck disable=SC2119 # take without options
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/take.sh
. "$ROOT/tests/lib/take.sh"

long=$(printf 'Sở-Y-tế-%.0s' {1..20})

fill() {
	fresh_inbox
	message hoso-tthc/good.xml 1
	printf 'sent_at=2024-01-05T00:00:00+07:00\n' >"$IN/hoso-tthc/good.meta"
	: >"$IN/hoso-tthc/good.xml.done"
	message hoso-tthc/same.xml 1
	message hoso-tthc/bad.xml 2
	printf 'sent_at=2024-01-06T00:00:00+07:00\n' >"$IN/hoso-tthc/bad.xml.meta"
	message hoso-tthc/twice-loaded.xml 3
	message hoso-tthc/twice-bad.xml 3
	message hoso-tthc/open.xml 4
	: >"$IN/hoso-tthc/empty.xml"
	: >"$IN/hoso-tthc/"$'\xff.xml'
	: >"$IN/hoso-tthc/$long.xml"
	ln -s good.xml "$IN/hoso-tthc/link.xml"
	printf 'left alone' >"$IN/hoso-tthc/readme.txt"
	if [ "$(id -u)" -eq 0 ]; then chown -R -h nobody "$IN"; fi
}

judge() { verdicts bad.xml=bad twice-bad.xml=bad same.xml=duplicate open.xml=left; }

inbox_now() { (cd "$IN" && find . ! -type d | LC_ALL=C sort | cat -v | tr '\n' ' '); }
everything() { (cd "$T" && find in raw quarantine ! -type d -print0 | LC_ALL=C sort -z | xargs -0 sha256sum 2>&1); }

fill
take || fail 'taking' "$(cat "$T/log")"
judge
exit_is 'settling' 0 settle
is 'prints nothing' "$(cat "$T/out")" ''
like 'but one line that adds up' "$(cat "$T/log")" '^level=info [^ ]* settled=8 quarantined=5 lost=0 unlinked=8 gone=0 replaced=0 open=2 stuck=0$'
is 'the inbox has what is left or is no input' "$(inbox_now)" './hoso-tthc/link.xml ./hoso-tthc/open.xml ./hoso-tthc/readme.txt '
bad=$(sha256sum "$Q"/*-bad.xml | head -n 1 | cut -d' ' -f1)
is 'a bad file lies in quarantine by the beginning of its hash' "$(ls "$Q/${bad:0:12}-bad.xml")" "$Q/${bad:0:12}-bad.xml"
is 'beside a note in both languages' "$(cat "$Q/${bad:0:12}-bad.xml.txt")" "Tệp bị giữ lại / file held back: bad.xml
SHA-256: $bad
Nguồn / feed: hoso-tthc
Lý do / reason: xml.malformed found an end, expected a tag
Nhận lúc / received: $now

Bản ghi của tệp này chưa được nạp. Xin gửi lại tệp đã sửa; không sửa tệp ở đây.
None of its records was loaded. Please send a corrected file; do not mend this one here."
is 'and its sidecar' "$(cut -d= -f1 "$Q/${bad:0:12}-bad.xml.meta" | tr '\n' ' ')$(grep sent_at= "$Q/${bad:0:12}-bad.xml.meta")" 'name arrived sent_at sent_at=2024-01-06T00:00:00+07:00'
is 'a long name is cut between characters' "$(find "$Q" -name '*Sở-Y-tế*…' | iconv -f UTF-8 -t UTF-8 | wc -l) $(find "$Q" -name '*Sở-Y-tế*….txt' | iconv -f UTF-8 -t UTF-8 | wc -l)" '1 1'
is 'and stays text' "$(find "$Q" -type f -printf '%f\n' | iconv -f UTF-8 -t UTF-8 | wc -l)" 12
is 'a name that is no UTF-8 is shown' "$(find "$Q" -name '*-?xFF.xml' | wc -l)" 1
is 'a bad one leaves the raw zone with its meta' "$(find "$RAW" -name "$bad*" | wc -l)" 0
is 'unless another row needs it' "$(find "$RAW" -name "$(row hoso-tthc/twice-bad.xml file)*" | wc -l)" 2
is 'the good ones stay' "$(find "$RAW" -name '*.xml' | wc -l)" 3
is 'all of it for its owner alone' "$(find "$Q" "$RAW" -type f ! -perm 600 | wc -l)" 0
everything >"$T/settled"
exit_is 'settling again' 0 settle
everything >"$T/again"
same 'changes nothing' "$T/again" "$T/settled"
like 'and says that they are gone' "$(cat "$T/log")" ' unlinked=0 gone=8 '

# ---- what happens between taking and settling ----
fill
take
judge
rm "$IN/hoso-tthc/good.xml"
message hoso-tthc/good.xml 'a later one'
printf 'and more' >>"$IN/hoso-tthc/bad.xml"
rm "$IN/hoso-tthc/empty.xml"
ln -s /etc/passwd "$IN/hoso-tthc/empty.xml"
mv "$IN/hoso-tthc/same.xml" "$IN/hoso-tthc/elsewhere.xml"
exit_is 'files that are others now' 0 settle
like 'stay for the next night' "$(cat "$T/log")" ' lost=1 unlinked=4 gone=1 replaced=3 '
is 'they are all there, and their sidecars' "$(find "$IN" -regextype egrep -regex '.*/(good\.xml|good\.meta|good\.xml\.done|bad\.xml|bad\.xml\.meta|empty\.xml|elsewhere\.xml)' | wc -l)" 7
is 'quarantine has what was taken' "$(sha256sum "$Q/${bad:0:12}-bad.xml" | cut -d' ' -f1)" "$bad"
is 'and nothing from behind a link' "$(grep -l root: "$Q"/* | wc -l)" 0

fill
take
judge
exit_is '--keep' 0 settle --keep
is 'leaves the inbox as it was' "$(inbox_now | wc -w)" 14
is 'and puts bad ones aside all the same' "$(find "$Q" -name '*.txt' | wc -l)" 5

fresh_inbox
message hoso-tthc/a.xml 1
message a.xml.gz 2 && gzip <"$IN/a.xml.gz" >"$IN/hoso-tthc/a.xml.gz" && rm "$IN/a.xml.gz"
printf 'sent_at=2024-01-05T00:00:00+07:00\n' >"$IN/hoso-tthc/a.meta"
take
verdicts a.xml.gz=left
exit_is 'a sidecar of two files' 0 settle
is 'stays with the one that stays' "$(inbox_now)" './hoso-tthc/a.meta ./hoso-tthc/a.xml.gz '
verdicts
exit_is 'and goes' 0 settle
is 'with the last of them' "$(inbox_now)" ''

# ---- an inbox that gives nothing up ----
mkdir "$T/bin" && cp "$BUILD/bin/chiso-take" "$T/bin/" && cp "$ROOT/tests/lib/take.sh" "$T/take.sh" && cp -r "$ROOT/pipeline/catalog/base" "$T/catalog"
# shellcheck disable=SC2317 # exit_is calls it
settle_as_nobody() { as_nobody env PATH="$T/bin:$PATH" CHISO_CATALOG="$T/catalog" bash -c 'T=$1 ROOT=$1; . "$0"; settle -o "$T/told.csv"' "$T/take.sh" "$T"; }
fill
take
judge
[ "$(id -u)" -ne 0 ] || chown -R nobody "$RAW" "$T/v.csv" "$T/log" "$T/out"
chmod 555 "$IN/hoso-tthc"
exit_is 'a read-only inbox is told by the exit status' 1 settle_as_nobody
like 'with a count and the first of them' "$(cat "$T/log")" 'stuck=8 first_stuck="hoso-tthc/.* \(Permission denied\)"$'
is 'and by their rows' "$(grep -c ',left.stuck,found a file that could not be removed from the inbox (Permission denied),' "$T/told.csv")" 8
is 'bad ones lie in quarantine' "$(find "$Q" -name '*.txt' | wc -l)" 5
chmod 755 "$IN/hoso-tthc"
exit_is 'later it gives them up' 0 settle_as_nobody
is 'and what is left stays' "$(inbox_now)" './hoso-tthc/link.xml ./hoso-tthc/open.xml ./hoso-tthc/readme.txt '

# ---- verdicts that are none ----
head -n 3 "$T/v.csv" >"$T/cut.csv"
exit_is 'verdicts that are cut off' 65 chiso-take --settle "$T/cut.csv" --inbox "$IN" --raw "$RAW" --quarantine "$Q"
like 'are named' "$(cat "$T/err")" 'cut.csv: manifest cut off'
sed 's#,hoso-tthc/bad.xml,#,../../etc/bad.xml,#' "$T/v.csv" >"$T/up.csv"
exit_is 'a path that leads out of the inbox' 65 chiso-take --settle "$T/up.csv" --inbox "$IN" --raw "$RAW" --quarantine "$Q"
exit_is 'no verdicts' 66 chiso-take --settle "$T/nowhere" --inbox "$IN" --raw "$RAW" --quarantine "$Q"
exit_is 'no quarantine' 73 chiso-take --settle "$T/v.csv" --inbox "$IN" --raw "$RAW" --quarantine "$T/nowhere"
exit_is 'no option for it' 64 chiso-take --settle "$T/v.csv" --inbox "$IN" --raw "$RAW"

# ---- killed anywhere and run again ----
fill
touch -d '2024-01-01' "$IN"/hoso-tthc/*
cp -a "$IN" "$T/source"
restore() {
	fresh_inbox
	cp -a "$T/source/." "$IN/"
}
restore
take
judge
settle
everything >"$T/undisturbed"
killed_at() {
	CHISO_KILL_AT=$1 setsid bash -c '"$@"; :' - "${@:2}" >/dev/null 2>&1 & # the parent dies as well
	wait $! 2>/dev/null
}
for at in listed copied synced stored; do
	restore
	killed_at "$at" chiso-take --inbox "$IN" --raw "$RAW" --now "$now" -o "$T/m.csv"
	is "killed at $at: no manifest" "$(find "$T" -maxdepth 1 -name m.csv | wc -l)" 0
	is "killed at $at: no bytes without their meta" "$(for f in "$RAW"/*.xml; do [ ! -e "$f" ] || [ -e "${f%.xml}.meta" ] || echo "$f"; done)" ''
	take
	judge
	settle
	everything >"$T/again"
	same "killed at $at: taken and settled again it is the same" "$T/again" "$T/undisturbed"
done
for at in quarantined unlinked; do
	restore
	take
	judge
	killed_at "$at" chiso-take --settle "$T/v.csv" --inbox "$IN" --raw "$RAW" --quarantine "$Q" --now "$now"
	everything >"$T/again"
	not_ok "killed at $at: it is not done" cmp "$T/again" "$T/undisturbed"
	settle
	everything >"$T/again"
	same "killed at $at: settled again it is the same" "$T/again" "$T/undisturbed"
done
rm -f "$T"/m.csv.*
for delay in 1 3 5 8 12 20 30; do
	restore
	for i in {1..60}; do message "hoso-tthc/more-$i.xml" "more $i"; done
	setsid chiso-take --inbox "$IN" --raw "$RAW" --now "$now" -o "$T/m.csv" 2>/dev/null &
	sleep "0.0$(printf '%02d' "$delay")"
	kill -9 -- "-$!" 2>/dev/null
	wait $! 2>/dev/null
	ok "killed after $delay ms: again" take
	wrong=$(cd "$RAW" && for f in *.xml; do [ "$(sha256sum <"$f" | cut -d' ' -f1).xml" = "$f" ] || echo "$f"; done)
	is "killed after $delay ms: every stored file has its own bytes, all are there, none is half" "$wrong $(find "$RAW" -name '*.xml' | wc -l) $(find "$RAW" -name '*.new' | wc -l)" ' 64 0'
done
done_testing
