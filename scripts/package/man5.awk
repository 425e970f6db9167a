# The man page chiso.conf(5), of the commented file itself: each block of comments ends in its settings. With roff.awk before it.
BEGIN {
	print ".Dd November 27, 2026"; print ".Dt CHISO.CONF 5"; print ".Os chiso"
	print ".Sh NAME"; print ".Nm chiso.conf"; print ".Nd configuration of chiso"
	print ".Sh SYNOPSIS"; print ".Pa /etc/chiso/chiso.conf"
	print ".Sh DESCRIPTION"
}
/^# chiso[.]conf - / { next }
/^#?[A-Z_]+=/ {
	line = $0; is_default = sub(/^#/, "", line); name = line; sub(/=.*/, "", name); value = substr(line, length(name) + 2)
	if (!in_list) { print ".Bl -tag -width Ds"; in_list = 1 }
	print ".It Ev " name
	if (words != "") { printf "%s", words; words = "" }
	print (is_default ? "For example" : "As it is installed"); print ".Ql " (value == "" ? "\\&" : value) " ."
	next
}
# the head of the file is paragraphs; behind it each block is of the settings below it
/^#$/ && is_head_over { words = words ".Pp\n"; next }
/^#?$/ {
	if (words != "") printf "%s%s", is_begun++ ? ".Pp\n" : "", words
	words = ""
	if ($0 == "") is_head_over = 1
	next
}
/^#/ { line = $0; sub(/^# ?/, "", line); words = words roff(line) "\n" }
END {
	if (in_list) print ".El"
	print ".Sh FILES"; print ".Bl -tag -width Ds"; print ".It Pa /etc/chiso/chiso.conf"; print "read by every script unless"; print ".Ev CHISO_CONFIG"; print "is set"; print ".El"
	print ".Sh SEE ALSO"; print ".Xr chiso-nightly 1 ,"; print ".Xr chiso 7"
}
