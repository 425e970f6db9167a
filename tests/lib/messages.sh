# shellcheck shell=bash
# Messages of hoso-tthc with a few dossiers, for the tests of the loader; after tap.sh.
#
# message ID DOSSIER…           on stdout; a DOSSIER is KEY=KENH or KEY=KENH@DAY (of acceptance, YYYYMMDD)
# message_file DIR TIME ID DOSSIER…   into DIR/ID_TIME.xml (the feed reads the time of sending from the name); prints its path

message() {
	local id=$1 dossier key kenh day
	shift
	cat <<-END
		<?xml version="1.0" encoding="UTF-8"?>
		<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd">
		<s:Header><xrd:id>$id</xrd:id></s:Header><s:Body>
		<dvc:DongBoHoSoMC xmlns:dvc="http://dichvucong.gov.vn/qcvn120"><dvc:data>
	END
	for dossier; do
		key=${dossier%%=*} kenh=${dossier#*=} day=20240115
		case $kenh in *@*) day=${kenh#*@} kenh=${kenh%@*} ;; esac
		cat <<-END
			<dvc:HoSo><dvc:MaHoSo>$key</dvc:MaHoSo><dvc:MaTTHC>1.909003</dvc:MaTTHC><dvc:KenhThucHien>$kenh</dvc:KenhThucHien>
			<dvc:NgayTiepNhan>${day}083000</dvc:NgayTiepNhan><dvc:TrangThaiHoSo>4</dvc:TrangThaiHoSo>
			<dvc:DonViXuLy>Sở Tư pháp</dvc:DonViXuLy></dvc:HoSo>
		END
	done
	echo '</dvc:data></dvc:DongBoHoSoMC></s:Body></s:Envelope>'
}

message_file() {
	local path=$1/$3_$2.xml id=$3
	shift 3
	message "$id" "$@" >"$path"
	echo "$path"
}
