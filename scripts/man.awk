# A man page of what --help says. Of a program: its purpose, `Usage:`, options, `Exit status:`, and the words of its .mdoc file
# (description; before `.Sh EXAMPLES` and from there on). Of a script (script=1): `usage:`, paragraphs, options two blanks from the edge,
# `Exit status:`, `Variables`.
# Variables: name, purpose, description (a file), day, script. With roff.awk before it.

function trim(text) { sub(/^ +/, "", text); return text }
# What is said goes to the section of this name.
function open_section(title) { end_list(); section = title; if (!(title in said)) order[++sections] = title; said[title] = said[title] }
function say(text) { said[section] = said[section] text "\n" }
function end_list() { if (in_list) say(".El"); in_list = 0 }
function tag(line,   at)
{
	at = match(line, /  +[^ ]/)
	if (!in_list) say(".Bl -tag -width Ds")
	in_list = 1
	say(".It " roff(at ? substr(line, 1, at - 1) : line))
	if (at) say(roff(trim(substr(line, at))))
}
function paragraph(text)
{
	end_list()
	if (is_due && said[section] != "") say(".Pp")
	is_due = 0
	say(roff(text))
}
function read_description(   text)
{
	if (description == "") return
	while ((getline text < description) > 0) {
		if (text ~ /^[.]Sh /) open_section(substr(text, 5))
		else say(text)
	}
}

BEGIN { open_section("SYNOPSIS") }
NR == 1 && index($0, " - ") { next }
# further words of a way of calling stand beyond where another one begins
in_usage && /^         / { say(roff(trim($0))); next }
/^[Uu]sage: / || (in_usage && /^       /) {
	in_usage = 1
	line = trim(substr($0, /^[Uu]sage: / ? 8 : 1))
	sub(/^[^ ]+ ?/, "", line)
	say(".Nm")
	if (line != "") say(roff(line))
	next
}
in_usage { in_usage = 0; if (script) open_section("DESCRIPTION"); else { read_description(); open_section("OPTIONS") } }
/^Exit status: / { open_section("EXIT STATUS"); is_due = 0; paragraph(substr($0, 14)); next }
/^Variables, / { open_section("ENVIRONMENT"); is_due = 0; paragraph($0); next }
/^  (-|    -)/ && !script { tag(trim($0)); next }
/^  [^ ]/ && script { tag(trim($0)); next }
/^  +[^ ]/ { say(roff(trim($0))); next }
/^$/ { is_due = 1; next }
{ paragraph($0) }

END {
	end_list()
	print ".Dd " day "\n.Dt " toupper(name) " 1\n.Os chiso\n.Sh NAME\n.Nm " name "\n.Nd " roff(purpose)
	# as every page of the system has them
	n = split("SYNOPSIS|DESCRIPTION|OPTIONS|ENVIRONMENT|EXIT STATUS|EXAMPLES", known, "|")
	for (i = 1; i <= n; i++)
		if (said[known[i]] != "") printf ".Sh %s\n%s", known[i], said[known[i]]
	print ".Sh SEE ALSO\n.Xr chiso.conf 5 ,\n.Xr chiso 7"
}
