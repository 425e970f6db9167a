#!/bin/bash
# What a rule holds is explained to who approves; another reader is told that it is held and why, with no number, in no format. What
# is not there is said in one line, and so is an archive that is missing, cut off, or not the one that the run used.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/night.sh"
need_postgres
need_night_key
# a folder of temporary files of its own: other tests' explainers are at work in the common one; with a long name
export TMPDIR=$T/temporary/of-an-analyst-who-keeps-the-figures-of-each-quarter-in-a-folder-of-its-own
mkdir -p "$TMPDIR"

mkdir -p "$T/strict"
cat >"$T/strict/checks.csv" <<'END_OF'
check,feed,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source
too_good,,ho-so-tthc,hs.ty-le-dung-han,range,0 37 %,gate,cao bất thường,,,CHISO
END_OF
fill_inbox "$T/inbox"
export CHISO_INBOX="$T/inbox" CHISO_VAR="$T/var" CHISO_KEY="$T/key" CHISO_NOW=$NIGHT_NOW CHISO_RETRY_SECONDS=0
export CHISO_CATALOG=$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$ROOT/pipeline/catalog/ba-ria-vung-tau:$ROOT/pipeline/catalog/ho-chi-minh:$ROOT/pipeline/catalog/ho-chi-minh-ba-ria-vung-tau:$ROOT/pipeline/catalog/quang-ngai:$ROOT/pipeline/catalog/quang-ngai-kon-tum:$T/strict
exit_is 'a night whose figure a rule holds' 1 "$ROOT/scripts/nightly"
as() { # ROLE COMMAND…
	local role=$1
	shift
	env PGUSER=postgres PGOPTIONS="-c role=$role" "$@"
}

# told in every format without the number: 7 dossiers of 7, 100 %
for format in text json html; do
	exit_is "the explainer asks for what is held, $format" 0 as chiso_explainer chiso-explain hs.ty-le-dung-han --period 2024-Q1 --verify --format $format
	like '  it is held' "$(cat "$T/out")" 'tạm giữ'
	like '  why' "$(cat "$T/out")" 'cao bất thường'
	# of the year a style sheet may have 100 %: the template's own numbers do not count
	unlike '  without a number' "$(sed '/<style>/,/<.style>/d' "$T/out")" '100|= 7|>7<|"7"'
done
exit_is 'the approver is told all' 0 as chiso_approver chiso-explain hs.ty-le-dung-han --period 2024-Q1 --verify
like '  the number' "$(cat "$T/out")" '100,00 phần trăm; tạm giữ'
like '  the flag with its proof' "$(cat "$T/out")" 'too_good: cao bất thường'
like '  and that it is equal' "$(cat "$T/out")" 'khớp đến chữ số cuối'
exit_is 'another figure is explained to the explainer' 0 as chiso_explainer chiso-explain hs.giai-quyet --period 2024-Q1 --verify --records
like '  with its number' "$(cat "$T/out")" 'khớp đến chữ số cuối'
exit_is 'all that it may see is verified' 0 as chiso_explainer chiso-explain --all --verify --period 2024-Q1
held=$(sql "select count(*) from core.indicator_published where run_to is null and period = '2024-Q1' and state = 'held'")
like '  what is held is counted apart' "$(cat "$T/out")" "other=0 held=$held$"
exit_is 'who reads share alone is told whose role it needs' 69 as chiso_reader chiso-explain hs.ty-le-dung-han --period 2024-Q1
like '  and that the figure is held' "$(cat "$T/err")" 'the figure is held until it is approved; the role may not read .*chiso_explainer'
is '  in one line' "$(wc -l <"$T/err")" 1

# what is not there
refused() { # NAME STATUS REGEX ARGUMENT…
	local name=$1 status=$2 regex=$3
	shift 3
	exit_is "$name" "$status" chiso-explain "$@"
	like '  says what' "$(cat "$T/err")" "$regex"
	is '  in one line' "$(wc -l <"$T/err")" 1
	is '  and prints nothing' "$(wc -c <"$T/out")" 0
}
refused 'no period' 64 'found no --period' 6.8
refused 'no indicator' 64 'found no indicator' --period 2024-Q1
refused 'two of them' 64 'expected one indicator' 6.8 6.9 --period 2024-Q1
refused 'an unknown one' 64 'found "9\.99", expected an indicator' 9.99 --period 2024-Q1
refused 'a period that is none' 64 'found "soon", expected a period' 6.8 --period soon
refused 'a period without figures' 66 'found no figure of 6\.8 in 2031-Q1' 6.8 --period 2031-Q1
refused 'an unknown agency' 66 'found no figure of 6\.8 of H99 in 2024-Q1' 6.8 --period 2024-Q1 --agency H99
refused 'an unknown territory' 64 'found "atlantis", expected a row of territories' 6.8 --period 2024-Q1 --territory atlantis
refused 'an unknown format' 64 'found "pdf", expected text, json or html' 6.8 --period 2024-Q1 --format pdf
refused '--all without --verify' 64 'expected --verify' --all --period 2024-Q1

# the archive
keep() { sql "create table if not exists public.kept as select * from audit.catalog"; }
restore() { sql "update audit.catalog c set archive = k.archive from public.kept k where k.hash = c.hash"; }
spoil() {
	restore
	sql "update audit.catalog set archive = $1"
}
keep
spoil "substring(archive for length(archive) / 2)"
refused 'an archive that is cut off' 65 'cut off' 6.8 --period 2024-Q1
spoil "convert_to(E'chiso-catalog 1\n../../evil.csv 1\nx\nend 1\n', 'UTF8')"
refused 'one that leads out of its folder' 65 "expected a catalogue's archive" 6.8 --period 2024-Q1
spoil "''::bytea"
refused 'an empty one' 65 'empty archive' 6.8 --period 2024-Q1
spoil "convert_to('no archive', 'UTF8')"
refused 'what is none' 65 "no catalogue's archive" 6.8 --period 2024-Q1
spoil "convert_to(replace(convert_from(archive, 'UTF8'), 'resolved_states,9 10', 'resolved_states,9 11'), 'UTF8')"
refused 'one with another setting in it' 65 'has the hash [0-9a-f#]+, expected [0-9a-f#]+' 6.8 --period 2024-Q1
restore
exit_is 'the right one again' 0 chiso-explain 6.8 --period 2024-Q1 --verify
is 'nothing is left in the folder of temporary files' "$(find "$TMPDIR" -mindepth 1 | wc -l)" 0
sql 'delete from audit.catalog'
refused 'none is kept' 66 'its catalogue is not kept' 6.8 --period 2024-Q1
done_testing
