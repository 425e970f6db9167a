#!/bin/bash
# The work list: what waits by rule, closed by name for as long as it says the same or until a day, and opened again.
# long
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
cd "$ROOT" || exit 1
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir"
BY='Nguyễn Thị Không Ai Thấy'
tasks() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="${NOW:-2024-04-01T08:00:00+07:00}" CHISO_WIDTH="${WIDTH:-100}" scripts/tasks "$@"; }
tonight() { # NOW
	code=0
	NIGHT_NOW=$1T01:00:00+07:00
	night "$dir" || code=$?
}
status_waits() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$1" scripts/status --format csv >"$T/status" 2>&1 || :; grep -c "^waiting,.*$2" "$T/status"; }
decisions() { on_server "$dir" -c 'select count(*) from audit.task_decision'; }

exit_is 'no warehouse yet' 66 tasks
fill_inbox "$dir/inbox"
tonight 2024-04-01
is 'a night on which nothing waits' "$code" 0
exit_is 'has an empty list' 0 tasks
like '  which is said' "$(cat "$T/out")" 'Chờ người xử lý: không có gì'
exit_is 'nothing is closed' 0 tasks --closed
like '  which is said too' "$(cat "$T/out")" 'Chưa có việc nào được đóng'

# two files of one feed that are refused for one reason, and one of another
add_bad_file "$dir/inbox"
printf '<?xml version="1.0"?>\n<cut><off2>' >"$dir/inbox/hoso-tthc/worse.xml"
printf '<?xml version="1.0"?>\n<cut><off3>' >"$dir/inbox/bao-cao-quy/bad.xml"
tonight 2024-04-02
is 'a night with refused files' "$code" 1
exit_is 'has a list' 1 tasks
cp "$T/out" "$T/list"
like '  by rule, with its name in both languages' "$(cat "$T/list")" 'quarantine: 3 tệp bị giữ lại / files held back'
is '  thing by thing' "$(grep -c '^  - \(hoso-tthc\|bao-cao-quy\) [0-9a-f]\{12\}-' "$T/list")" 3
before=$(sed -n 's/.*WAITING FOR A PERSON: \([0-9]*\)$/\1/p' "$dir/summary.txt")
exit_is 'those of a rule' 1 tasks quarantine
exit_is 'of a feed' 1 tasks quarantine bao-cao-quy
is '  alone' "$(grep -c '^  - ' "$T/out")" 1
exit_is 'of a rule that has none' 0 tasks stale
like '  which is said of it' "$(cat "$T/out")" 'waiting for a person: nothing \(stale\)'
exit_is 'a rule almost spelt' 64 tasks quarantin
like '  is told those there are' "$(cat "$T/err")" 'found rule quarantin, expected one of: .* quarantine '

# who, why, what
exit_is 'nobody' 64 tasks --close quarantine --note x
exit_is 'for no reason' 64 tasks --close quarantine --by "$BY"
exit_is 'nothing' 64 tasks --close --by "$BY" --note x
exit_is 'held figures' 64 tasks --close held --by "$BY" --note x
like '  have their own way' "$(cat "$T/err")" 'found rule held, expected one that is closed by name: .*scripts/approve'
exit_is 'what waits not' 66 tasks --close gap --by "$BY" --note x
like '  is said' "$(cat "$T/err")" 'found nothing of rule gap that waits, expected one that scripts/tasks shows'
exit_is 'a day that is none' 64 tasks --close quarantine --until 2024-02-30 --by "$BY" --note x
exit_is 'a day that is over' 64 tasks --close quarantine --until 2024-04-01 --by "$BY" --note x
exit_is 'a note beside a list' 64 tasks quarantine --note x
exit_is 'a control character' 64 tasks --close quarantine --by $'a\nb' --note x
exit_is 'two at once' 64 tasks --close quarantine --open --by "$BY" --note x
exit_is 'a dry run' 0 tasks --close quarantine hoso-tthc --by "$BY" --note x --dry-run
like '  says what it would' "$(cat "$T/out")" 'sẽ đóng 2 việc / nothing was changed; would be closed: 2'
is 'nothing was decided so far' "$(decisions)" 0

# closed
exit_is 'the files of a feed are closed' 0 tasks --close quarantine hoso-tthc --by "$BY" --note 'Đã gọi nơi gửi'
like '  which is said' "$(cat "$T/out")" 'Đã đóng 2 việc'
exit_is 'the other is still there' 1 tasks
like '  alone' "$(cat "$T/out")" 'quarantine: 1 tệp'
exit_is 'what is closed' 0 tasks --closed
is '  has who and why' "$(grep -c "$BY: Đã gọi nơi gửi" "$T/out")" 2
is 'the ledger has the login' "$(on_server "$dir" -c 'select distinct login from audit.task_decision')" chiso_approval
is 'status has it no more' "$(status_waits 2024-04-02T08:00:00+07:00 quarantine)" 1
exit_is 'it waits no more' 66 tasks --close quarantine hoso-tthc --by "$BY" --note x
tonight 2024-04-03
is 'the summary tells so many less' "$(sed -n 's/.*WAITING FOR A PERSON: \([0-9]*\)$/\1/p' "$dir/summary.txt")" $((before - 2))
like '  and how many are closed' "$(cat "$dir/summary.txt")" '2 việc đã có người đóng / closed by name: scripts/tasks --closed'
like '  the details too' "$(cat "$dir/page")" '2 việc đã có người đóng'
unlike '  by no name' "$(cat "$dir/summary.txt" "$dir/page" "$dir"/log/* "$dir"/metrics.prom)" "$BY"
is 'the files stay' "$(find "$dir/quarantine" -name '*.txt' | wc -l)" 3

# a note that somebody put there, in bytes that are no text
printf 'Lý do / reason: x\xff y\n' >"$dir/quarantine/note"$'\xfe'".txt"
tonight 2024-04-03
is 'a note of other bytes stops no night' "$code" 1
exit_is '  and waits' 1 tasks quarantine -
is '  alone' "$(grep -c '^  - - note: x y' "$T/out")" 1
ok '  in the status too' test "$(status_waits 2024-04-03T08:00:00+07:00 'note')" = 1
rm "$dir/quarantine/note"$'\xfe'".txt"

# a new file of the same reason waits by itself
printf '<?xml version="1.0"?>\n<cut><off><again>' >"$dir/inbox/hoso-tthc/again.xml"
NOW=2024-04-03T08:00:00+07:00
exit_is 'all that waits is closed' 0 tasks --close quarantine --by - --note 'Bỏ' <<<"$BY"
tonight 2024-04-04
exit_is 'what comes anew waits' 1 tasks quarantine
is '  alone' "$(grep -c '^  - ' "$T/out")" 1

# until a day, whatever it says
tonight 2024-05-20
late=hoso-tthc
exit_is 'a feed is late' 1 tasks late "$late"
n=$(status_waits 2024-05-20T08:00:00+07:00 "(.*$late)")
NOW=2024-05-20T08:00:00+07:00
exit_is 'it is closed until a day' 0 tasks --close late "$late" --until 2024-06-10 --by "$BY" --note 'Nơi gửi bảo trì'
exit_is '  it waits no more' 0 tasks late "$late"
is '  nor in the status' "$(status_waits 2024-05-20T08:00:00+07:00 "(.*$late)")" $((n - 1))
tonight 2024-06-09
unlike 'the day before it is not told' "$(cat "$dir/page")" "ask the sender \($late\)"
tonight 2024-06-10
like 'on the day it is' "$(cat "$dir/page")" "ask the sender \($late\)"
NOW=2024-06-10T08:00:00+07:00
exit_is '  and waits' 1 tasks late "$late"
exit_is 'it is closed as it says' 0 tasks --close late "$late" --by "$BY" --note 'Đã gọi'
tonight 2024-06-11
exit_is 'it says the same the day after' 0 tasks late "$late"

# opened again
exit_is 'nothing of it is closed' 66 tasks --open gap --by "$BY" --note x
exit_is 'it is opened' 0 tasks --open late "$late" --by "$BY" --note 'Nhầm'
exit_is '  and waits at once' 1 tasks late "$late"
n=$(decisions)
not_ok 'a decision is never changed' on_server "$dir" -c "update audit.task_decision set note = 'y'"
not_ok 'nor removed' on_server "$dir" -c 'delete from audit.task_decision'
is 'they are all there' "$(decisions)" "$n"
WIDTH=40
exit_is 'a narrow window' 1 tasks --all
is '  has no wider line' "$(grep -E '^.{41}' "$T/out" | grep -v -E '[^ ]{36}')" ''
done_testing
