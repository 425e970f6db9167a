# shellcheck shell=bash
# Packets of hoso-tthc made of parts, so that one of them can be wrong: dossiers 1 2 | list | packet
# dossiers FIRST LAST [NAME [NAMESPACE]]; list and packet take their inside from stdin

# dossier NUMBER [NAME [NAMESPACE]]
dossier() {
	local name=${2:-HoSo}
	printf '<%s xmlns="%s"><MaHoSo>H34.15-240122-%04d</MaHoSo><MaTTHC>2.909004</MaTTHC><NgayTiepNhan>20240122080000</NgayTiepNhan>' \
		"$name" "${3:-http://dichvucong.gov.vn/qcvn120}" "$1"
	printf '<TrangThaiHoSo>9</TrangThaiHoSo><DanhSachLePhi><LePhi><Gia>1</Gia></LePhi><LePhi><Gia>2</Gia></LePhi></DanhSachLePhi></%s>' "$name"
}
dossiers() {
	local i
	for ((i = $1; i <= $2; i++)); do dossier "$i" "${@:3}"; done
}
# packet: its inside from stdin
packet() {
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>\n'
	printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><madonvi>000.00.00.H34</madonvi>\n'
	cat
	printf '\n</DongBoHoSoMC></S:Body></S:Envelope>\n'
}
list() {
	echo '<data>'
	cat
	echo '</data>'
}
