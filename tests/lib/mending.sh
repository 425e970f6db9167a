# shellcheck shell=bash
# Lists of refused records, asked for and edited. Needs night.sh.

# rejects DIR ARGUMENT…: scripts/rejects in that folder.
rejects() {
	local dir=$1
	shift
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="${MENDING_NOW:-$NIGHT_NOW}" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 \
		CHISO_WIDTH=400 ${MENDING_ENV:+"$MENDING_ENV"} bash "$ROOT/scripts/rejects" "$@" </dev/null
}

# edit LIST [RECORD FIELD VALUE]…: values into the last column, of the rows of that record and field.
edit() {
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
path, wanted = sys.argv[1], sys.argv[2:]
rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))
for record, field, value in zip(wanted[::3], wanted[1::3], wanted[2::3]):
    hit = [r for r in rows[1:] if r[5] == record and r[9].endswith(f"({field})")]
    assert hit, (record, field)
    for row in hit:
        row[-1] = value
csv.writer(open(path, "w", encoding="utf-8-sig", newline="")).writerows(rows)
PY
}

# dossier CODE [ELEMENT VALUE]…: one dossier of a message, with elements of its own.
dossier() {
	local code=$1 template
	local -A of=([MaTTHC]=2.909001 [KenhThucHien]=1 [LoaiDoiTuong]=1 [NgayTiepNhan]=20240115080000 [NgayHenTra]=20240126170000
		[TrangThaiHoSo]=9 [NgayTra]=20240120090000 [DonViXuLy]='Sở Tư pháp')
	shift
	while [ $# -gt 0 ]; do
		of[$1]=$2
		shift 2
	done
	template="<MaHoSo>$code</MaHoSo>"
	for name in MaTTHC KenhThucHien LoaiDoiTuong NgayTiepNhan NgayHenTra TrangThaiHoSo NgayTra DonViXuLy MaLinhVuc; do
		[ -z "${of[$name]+set}" ] || template+="<$name>${of[$name]}</$name>"
	done
	printf '<HoSo>%s</HoSo>\n' "$template"
}

# message: the dossiers of standard input in the packet of OpenCPS.
message() {
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<DongBoHoSoMC><madonvi>000.00.00.H34</madonvi><isUpdating>False</isUpdating><data>\n'
	cat
	printf '</data></DongBoHoSoMC>\n'
}
