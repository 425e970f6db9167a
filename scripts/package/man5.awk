# The man page chiso.conf(5), of the commented file itself: each block of comments ends in its settings.
function roff(text) { gsub(/\\/, "\\e", text); if (text ~ /^[.']/) text = "\\&" text; return text }
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
	print (is_default ? "For example" : "As it is installed"); print ".Ql " (value == "" ? "\\&" : value) "."
	next
}
/^#$/ || /^$/ { if (!in_list && words != "") { printf "%s", words; print ".Pp"; words = "" } next }
/^#/ { line = $0; sub(/^# ?/, "", line); words = words roff(line) "\n" }
END {
	if (in_list) print ".El"
	print ".Sh FILES"; print ".Bl -tag -width Ds"; print ".It Pa /etc/chiso/chiso.conf"; print "read by every script unless"; print ".Ev CHISO_CONFIG"; print "is set"; print ".El"
	print ".Sh SEE ALSO"; print ".Xr chiso-nightly 1 ,"; print ".Xr chiso 7"
}
