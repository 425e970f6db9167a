#!/bin/bash
# What stands since before the communes of today (an enterprise, an insured person, a parcel, an official, an account) is of the commune
# that its sender names today; what happened on a day is of the bodies of that day.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

(umask 077 && printf 'test %064d\n' 7 >"$T/key")
catalog=$ROOT/pipeline/catalog
both=(--catalog "$catalog/base" --catalog "$catalog/kon-tum" --catalog "$catalog/quang-ngai" --catalog "$catalog/quang-ngai-kon-tum")
alone=(--catalog "$catalog/base" --catalog "$catalog/quang-ngai")

# read_as FEED ROOT RECORD FIELD SENT: the record on stdin as the feed's message of that day; that field's clean value, and codes of refusals
read_as() {
	printf '<%s xmlns="http://lris.example/he-thong-quoc-gia/1.0"><%s>%s</%s></%s>' "$2" "$3" "$(cat)" "$3" "$2" >"$T/m.xml"
	printf 'sent_at=%sT08:00:00+07:00\n' "$5" >"$T/m.xml.meta"
	rm -f "$T/rejects"
	chiso-extract -q "${folders[@]}" --key "$T/key" --feed "$1" --now 2026-11-01 "$T/m.xml" |
		chiso-normalize -q "${folders[@]}" --feed "$1" --now 2026-11-01 --rejects "$T/rejects" >"$T/clean"
	/usr/bin/python3 - "$T/clean" "$T/rejects" "$4" <<-'PY'
		import csv, os, sys
		rows = lambda path: csv.DictReader(open(path, encoding="utf-8", newline="")) if os.path.exists(path) else ()
		print(*[r[sys.argv[3]] for r in rows(sys.argv[1]) if r["_kind"] == "clean"], *[r["code"] for r in rows(sys.argv[2])])
	PY
}
enterprise() { read_as doanh-nghiep GuiDoanhNghiep DoanhNghiep dia_ban "$3" <<<"<MaSo>6190000001</MaSo><LoaiHinh>CP</LoaiHinh><DiaBan>$1</DiaBan><NgayCap>$2</NgayCap><TinhTrang>1</TinhTrang>"; }

folders=("${alone[@]}")
is 'an enterprise of 2019 is of the commune of today' "$(enterprise 'UBND xã Trà Bồng' 05/06/2019 2026-10-05)" quang-ngai/xa-tra-bong
is 'by its code as well' "$(enterprise H48.21548 05/06/2019 2026-10-05)" quang-ngai/dac-khu-ly-son
is 'in a message of before the communes it is of none' "$(enterprise 'UBND xã Trà Bồng' 05/06/2019 2025-06-30)" 'H48.? agency.unknown'
is 'a name of nobody stays one' "$(enterprise 'UBND xã Không Có' 05/06/2019 2026-10-05)" 'H48.? agency.unknown'
is 'of the other stocks: the insured' "$(read_as bao-hiem GuiBaoHiem ThamGia dia_ban 2026-10-05 <<<'<MaSoBHXH>9990000001</MaSoBHXH><Loai>YT</Loai><DiaBan>UBND xã Trà Bồng</DiaBan><TuNgay>01/01/2020</TuNgay>')" \
	quang-ngai/xa-tra-bong
is 'a parcel' "$(read_as dat-dai GuiDatDai ThuaDat dia_ban 2026-10-05 <<<'<MaThua>1-1</MaThua><DiaBan>UBND xã Trà Bồng</DiaBan><LoaiDat>ODT</LoaiDat><DienTich>1</DienTich><TuNgay>01/01/2020</TuNgay>')" \
	quang-ngai/xa-tra-bong
is 'an official' "$(read_as can-bo GuiCanBo CanBo don_vi 2026-10-05 <<<'<SoHieu>1</SoHieu><DonVi>UBND xã Trà Bồng</DonVi><Loai>CC</Loai><TuNgay>01/01/2020</TuNgay>')" \
	quang-ngai/xa-tra-bong
is 'an account' "$(read_as dinh-danh-dien-tu GuiTaiKhoan TaiKhoan dia_ban 2026-10-05 <<<'<SoDinhDanh>099900000001</SoDinhDanh><Muc>2</Muc><DiaBan>UBND xã Trà Bồng</DiaBan><NgayKichHoat>01/01/2024</NgayKichHoat>')" \
	quang-ngai/xa-tra-bong
is 'a price is of its day' "$(read_as gia-hang-hoa GuiGia Gia dia_ban 2026-10-05 <<<'<MaHang>1</MaHang><Ngay>01/01/2024</Ngay><DiaBan>UBND xã Trà Bồng</DiaBan><MucGia>5</MucGia><DonViTinh>kg</DonViTinh>')" \
	'H48.? agency.unknown'
folders=("${both[@]}")
is 'with the old province beside it: of who follows it' "$(enterprise 'UBND phường Đăk Cấm' 05/06/2019 2026-10-05)" quang-ngai/phuong-dak-cam
is 'its own body of that day goes before' "$(enterprise 'UBND huyện Đắk Hà' 05/06/2019 2026-10-05)" H34.46

# and it is counted there, in what stands today
folders=("${alone[@]}")
enterprise 'UBND xã Trà Bồng' 05/06/2019 2026-10-05 >/dev/null
chiso-aggregate -q "${folders[@]}" --feed doanh-nghiep --now 2026-11-01 "$T/clean" >"$T/measures"
is 'at the end of the quarter it is one of the commune' "$(grep '^measure,dn.hoat-dong,,quang-ngai/xa-tra-bong,2026-Q3,' "$T/measures" | cut -d, -f8)" 1
is 'and nobody is unknown' "$(grep -c 'H48[.][?]' "$T/measures")" 0
done_testing
