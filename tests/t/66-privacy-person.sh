#!/bin/bash
# One person's records: found by a number that nothing repeats, removed with a row that says who decided and what, and nothing of others lost
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
number=062099004321 other=062099008765
# of NUMBER CODE [ELEMENT VALUE]…: a dossier of one person
of() {
	local whose=$1
	shift
	dossier "$@" | sed "s|</HoSo>|<SoGiayToChuHoSo>$whose</SoGiayToChuHoSo><GhiChu>gọi $whose</GhiChu></HoSo>|"
}
{
	of "$number" H34.19-240115-0001
	of "$other" H34.19-240115-0002
	of '062 099 004 321' H34.19-240115-0003
} | message >"$inbox/mot_20240201010000.xml"
{ of "$other" H34.19-240115-0004 && of "$other" H34.19-240115-0005; } | message | gzip -n >"$inbox/hai_20240202010000.xml.gz"
# a later version of one; a dossier that was written under the number by mistake and is somebody else's by now
{ of "$number" H34.19-240115-0001 TrangThaiHoSo 10 && of "$number" H34.19-240115-0006; } | message >"$inbox/ba_20240203010000.xml"
of "$other" H34.19-240115-0006 | message >"$inbox/bon_20240204010000.xml"
# in a file that waits: one of another person is refused in it, and so is one of the number
{ of "$number" H34.19-240115-0007 && of "$number" H34.19-240115-0008 TrangThaiHoSo 77 && of "$other" H34.19-240115-0009 TrangThaiHoSo 77; } |
	message >"$inbox/nam_20240205010000.xml"
# ---- which files hold a number, however it stands in them
mkdir "$T/files"
text="<a>số 062 099.004-321</a>"
printf '%s' "$text" >"$T/files/plain.xml"
printf '%s' "$text" | gzip -n >"$T/files/packed.xml.gz"
printf '%s' "$text" | iconv -t UTF-16 >"$T/files/utf16.xml"
printf '<a>%s</a>' "$(printf '%s' "$text" | base64 -w 40)" >"$T/files/nested.xml"
printf '{"a":"\\u0030%s"}' "${number:1}" >"$T/files/escaped.json"
printf '<a>&#48;%s</a>' "${number:1}" >"$T/files/reference.xml"
printf x >"$T/files/so-$number.txt"
(cd "$T/files" && /usr/bin/python3 -c 'import zipfile; zipfile.ZipFile("zip.xml", "w").write("plain.xml")')
printf '<a>1%s %s5 %s</a>' "$number" "$number" "$other" >"$T/files/none.xml"
is 'all but one' "$(printf '%s\n' "$number" | /usr/bin/python3 "$ROOT/scripts/lib/person_files.py" raw "$T/files" | LC_ALL=C sort)" \
	'raw|escaped.json
raw|nested.xml
raw|packed.xml.gz
raw|plain.xml
raw|reference.xml
raw|so-‹#›.txt
raw|utf16.xml
raw|zip.xml'

night "$dir"
now() { on_server "$dir" -c "$1"; }
person() { # ARGUMENT… < NUMBER
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 CHISO_WIDTH=400 \
		${PERSON_ENV:+"$PERSON_ENV"} bash "$ROOT/scripts/person" "$@"
}
# asked NAME CODE NUMBER ARGUMENT…: its words in $T/out, on a line
asked() {
	local name=$1 expected=$2 who=$3 code=0
	shift 3
	printf '%s\n' "$who" | person "$@" >"$T/said" 2>"$T/err" || code=$?
	is "$name" "$code" "$expected"
	cat "$T/said" "$T/err" >>"$T/everything"
	tr -s ' \n' ' ' <"$T/said" >"$T/out"
}
total() { now "select count(*) from core.hoso_tthc"; }
is 'the records that stand' "$(total)" 7

asked 'a number is found' 0 "$number" --find
like 'its records, versions, messages and what is refused' "$(cat "$T/out")" 'hoso-tthc: 3 bản ghi / records, 5 phiên bản / versions, 3 tệp / messages, 1 chờ sửa'
like 'its raw files' "$(cat "$T/out")" 'Tệp gốc / raw files: 3\.'
like 'and until when they are kept' "$(cat "$T/out")" 'kept until 2024-06-30'
like 'and that others wait in one' "$(cat "$T/out")" '1 bản ghi của người khác chờ sửa'
asked 'as it may be written' 0 '062 099 004 321' --find
like 'it is the same' "$(cat "$T/out")" 'hoso-tthc: 3 bản ghi / records, 5 phiên bản'
asked 'the code of a dossier' 0 H34.19-240115-0002 --find
like 'finds that one' "$(cat "$T/out")" 'hoso-tthc: 1 bản ghi / records, 1 phiên bản'
asked 'one that nobody has' 66 062099001111 --find
like 'is told' "$(cat "$T/out")" 'nothing is kept of this number'
asked 'half a number' 66 "${number:0:11}" --find
asked 'an enterprise number that contains it' 66 "1$number" --find
(umask 077 && printf '%s\n' "$number" >"$T/number")
: | person --find --number-file "$T/number" >"$T/said" 2>"$T/err"
is 'from a file of its owner alone' "$?" 0
chmod 644 "$T/number"
: | person --find --number-file "$T/number" >"$T/said" 2>"$T/err"
is 'not from one that others read' "$?" 64
asked 'no number' 64 '' --find
asked 'a number as an argument is refused' 64 x --find "$number"
unlike 'and not repeated' "$(cat "$T/err")" "$number"
asked 'no name of who decides' 64 "$number" --remove --reason 'Đơn 12/2024'
asked 'no reason' 64 "$number" --remove --by 'Lê Thử'
asked 'the number in the reason' 64 "$number" --remove --by 'Lê Thử' --reason "của số 062 099 004 321"
asked 'another one in it' 64 "$number" --remove --by 'Lê Thử' --reason 'gọi 0905.123.456'
is 'nothing was changed' "$(total) $(now 'select count(*) from audit.erasure')" '7 0'

# retired keys: what they made is found
(umask 077 && printf 'test %064d retired\nnew %064d\n' 7 8 >"$T/key")
asked 'with a key that was retired since' 0 "$number" --find
like 'its pseudonyms are found' "$(cat "$T/out")" 'hoso-tthc: 3 bản ghi / records, 5 phiên bản'
(umask 077 && printf 'new %064d\n' 8 >"$T/key")
asked 'without it' 0 "$number" --find
like 'the raw files alone' "$(cat "$T/out")" 'raw files: 3'
like 'and the key that is missing is told' "$(cat "$T/out")" 'key test is not in the key file'
need_night_key

# what others see while it is at work
watch() {
	local pid
	until [ -e "$T/done" ]; do
		for pid in /proc/[0-9]*; do
			tr '\0' '\n' 2>/dev/null <"$pid/cmdline"
			tr '\0' '\n' 2>/dev/null <"$pid/environ"
		done
	done | grep -F -c -f "$T/number" >"$T/seen"
}
watch &
watcher=$!
on_server "$dir" -U postgres -c "alter system set log_statement = 'all'" -c "alter system set log_min_error_statement = 'error'" -c 'select pg_reload_conf()' >/dev/null
figures() { now "select set, indicator, agency, period, value from core.indicator where run_to is null order by 1, 2, 3, 4"; }
before=$(figures)
now "update core.measure set keys = concat_ws(' ', keys, (select max(so_dinh_danh) from core.hoso_tthc where ma_ho_so like '%0001'), 'xyz')
	where measure = (select min(measure) from core.measure) and run_to is null"
is 'a set of keys with the person' "$(now "select count(*) > 0 from core.measure where keys like '%test:%'")" t
raw() { (cd "$dir/raw" && printf '%s\n' *.xml*) | grep -c xml; }
is 'raw files' "$(raw)" 5

PERSON_ENV=CHISO_KILL_AT=erased asked 'removed, and killed before the files' 137 "$number" --remove --by 'Lê Thử' --reason 'Đơn 12/2024'
is 'the records are gone' "$(total)" 4
is 'with all versions' "$(now "select count(*) from core.hoso_tthc_version where so_dinh_danh = 'test:$(printf %s "$number" | openssl dgst -sha256 -mac hmac -macopt "hexkey:$(printf %064d 7)" | sed 's/.* //')'")" 0
is 'the raw files are not yet' "$(raw)" 5
asked 'removed once more' 1 "$number" --remove --by 'Lê Thử' --reason 'Đơn 12/2024'
touch "$T/done"
wait "$watcher"
is 'no process had the number in its arguments or environment' "$(cat "$T/seen")" 0
is 'nor had a set of keys' "$(now "select count(*) from core.measure where keys like '%test:%' and keys like '%xyz%'")" 0
like 'another word stands in its place' "$(now "select keys from core.measure where keys like '%xyz%' limit 1")" 'xoa:[0-9a-f]{32}'
is 'the raw files are gone, but for the one that others wait in' "$(raw)" 3
like 'which is said' "$(cat "$T/out")" '1 tệp gốc ở lại đến hết hạn lưu'
is 'nobody else lost a record' "$(now "select string_agg(right(ma_ho_so, 4), ' ' order by ma_ho_so) from core.hoso_tthc")" '0002 0004 0005 0006'
is 'who decided is kept, twice' "$(now "select string_agg(concat_ws(' ', what, feed, n_records, n_versions, n_rejects, periods, by_name, reason), '; ' order by erasure_id) from audit.erasure")" \
	'records hoso-tthc 3 5 1 2024-Q1 Lê Thử Đơn 12/2024; raw  0 0 0  Lê Thử Đơn 12/2024'
is 'with the files' "$(now "select cardinality(string_to_array(files, ' ')) || ' ' || cardinality(string_to_array(files_left, ' ')) from audit.erasure where what = 'raw'")" '2 1'
now "delete from audit.erasure" >"$T/said" 2>"$T/err"
like 'and is not changed' "$(cat "$T/err")" '(append-only|permission denied)'
is 'what was received stays counted' "$(now "select sum(n_kept) || ' ' || sum(n_erased) from audit.load where state = 'ok'")" '9 5'
is 'the marks are computed' "$(now 'select count(*) from audit.mark')" 0
not_ok 'and figures are those of what is there' test "$(figures)" = "$before"
is 'one fewer was received' "$(now "select value from core.indicator where run_to is null and indicator = 'hs.tiep-nhan' and agency = 'H34.19' and period = '2024-Q1' limit 1")" 4
is 'readers of share see what kind of run it was' "$(now "select string_agg(distinct loai, ',') from share.lan_chay where ma_loai = 'erase'")" 'xóa dữ liệu cá nhân theo yêu cầu'
asked 'asked again' 0 "$number" --find
like 'the one file is left' "$(cat "$T/out")" 'hoso-tthc: 0 bản ghi / records, 0 phiên bản / versions, 0 tệp / messages, 1 chờ sửa / open rejects - tệp gốc / raw file [0-9a-f]{16}'
asked 'another person is found as before' 0 "$other" --find
like 'with all records' "$(cat "$T/out")" 'hoso-tthc: 4 bản ghi / records, 4 phiên bản'

# what was accepted of a file whose bytes are gone is read from the warehouse by another catalogue
mkdir "$T/rules"
sed -n '1p; /^hoso-tthc,kenh,/s/,blank,,20,keep,/,blank,,21,keep,/p' "$ROOT/pipeline/catalog/base/fields.csv" >"$T/rules/fields.csv"
like 'the rules have a row' "$(sed -n 2p "$T/rules/fields.csv")" '^hoso-tthc,kenh.*,21,keep'
code=0
env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 \
	CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/rules" bash "$ROOT/scripts/reprocess" 2024-Q1 >"$T/said" 2>"$T/err" || code=$?
is 'a reprocessing by other rules' "$code" 0
is 'loses nobody' "$(now "select string_agg(right(ma_ho_so, 4), ' ' order by ma_ho_so) from core.hoso_tthc where right(ma_ho_so, 4) < '0007'")" '0002 0004 0005 0006'

# nothing has the number, whatever was asked
is 'no answer has it' "$(grep -c -E "062 ?099 ?004 ?321|test:[0-9a-f]{64}" "$T/everything")" 0
is 'no table' "$("$ROOT/scripts/private-postgres" psql "$dir/postgres" -X -q -A -t -c 'select 1' >/dev/null && (eval "$("$ROOT/scripts/private-postgres" env "$dir/postgres")" && pg_dump) | grep -c "$number")" 0
server=$(cat "$dir/postgres/place")
find "$dir" "$server" -type f ! -path "$dir/raw/*" ! -path "$dir/inbox/*" -exec grep -l -a -F -e "$number" {} + >"$T/holds"
is 'no file, no log of the server either' "$(cat "$T/holds")" ''
ok 'though the statements were logged' grep -q -r -a 'INSERT INTO audit.erasure' "$server" --include='*log*'
is 'no temporary folder' "$(find "$dir" "${TMPDIR:-/tmp}" -maxdepth 1 \( -name 'work-*' -o -name 'person.pipe' \) 2>/dev/null | wc -l)" 0
done_testing
