# shellcheck shell=bash
# Clean dossiers written by hand, for the tests of the warehouse.
#
# need_header                         the header of hoso-tthc's clean stream (a warehouse that was migrated), in $T/header
# records FILE SENT MESSAGE [REJECTED]   a whole stream on stdout; stdin: one record a line, "field=value field=value"
#                                     (ma_tthc, ngay_tiep_nhan and trang_thai have defaults)

need_header() {
	chiso-dump -q --feed hoso-tthc | head -n 1 >"$T/header"
}

records() {
	awk -v file="$1" -v sent="$2" -v message="$3" -v rejected="${4:-0}" '
		NR == FNR { n = split($0, column, ","); print; next }
		NF == 0 { next }
		{
			delete cell
			cell["ma_tthc"] = "1.000105"; cell["trang_thai"] = "4"; cell["ngay_tiep_nhan"] = "2024-01-15T08:00:00+07:00"
			for (i = 1; i <= NF; i++) { at = index($i, "="); cell[substr($i, 1, at - 1)] = substr($i, at + 1) }
			row = "clean," file "," ++count "," count * 60 "," message "," sent
			for (i = 7; i <= n; i++) row = row "," cell[column[i]]
			print row
		}
		END {
			blanks = ""
			for (i = 7; i <= n; i++) blanks = blanks ","
			print "file," file "," count + rejected "," rejected + 0 ",state=ok sent_from=meta," sent blanks
			print "end,," count + 0 ",,," blanks
		}' "$T/header" -
}
