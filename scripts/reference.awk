# The reference of the catalogue: schema.csv, forms.csv, schema_texts.csv, then the page's own words. In these `.\" tables NAME…` is
# the place of those tables, `.\" forms` of the forms, and `.\" say NAME WORDS` is how the page's language says a thing; `.\" language
# vi|en` which column of schema_texts.csv it takes. With roff.awk and csv.awk before it.

function read_row(line,   n, i)
{
	n = read_csv(line)
	if (FNR == 1) {
		split("", at)
		for (i = 1; i <= n; i++) at[cell[i]] = i
		return 0
	}
	return 1
}
function get(column) { return column in at ? cell[at[column]] : "" }
function sentence(text) { return roff(text) (text ~ /[.:]$/ ? "" : ".") }

# The words of a table, column or form; those without any are named at the end.
function words_of(name, otherwise)
{
	if (name in words) return words[name]
	if (otherwise in words) return words[otherwise]
	silent = silent " " name
	return ""
}
function literal(text) { gsub(/\\/, "\\e", text); return ".Ql \\&" text }
function say_words(title, list,   n, part, i)
{
	n = split(list, part, " ")
	print say[n == 1 ? "single" : title]
	for (i = 1; i <= n; i++) print literal(part[i]) (i < n ? " ," : " .")
}
function say_reference(title, columns,   n, part, i)
{
	n = split(columns, part, "|")
	print say[title]
	for (i = 1; i <= n; i++) print ".Va " part[i] (i < n ? " ," : " .")
}
function say_form(name)
{
	print say["form"]
	print literal(name) " :"
	print sentence(words_of("form:" name, ""))
}
function say_kind(i,   kind, rest)
{
	kind = kinds[i]; rest = kind; sub(/^[^:]*:?/, "", rest); sub(/:.*/, "", kind)
	if (references[i] != "") say_reference(kind == "list" ? "several" : "reference", references[i])
	else if (kind == "enum" && rest == "1") print say["mark"]
	else if (kind == "enum" || kind == "words") say_words(kind, rest)
	else if (kind != "form" && kind in say) print say[kind]
	if (kind == "form") say_form(rest)
}
function say_column(i,   notes)
{
	notes = keys[i] ? say["key"] : ""
	if (required[i]) notes = notes (notes == "" ? "" : ", ") say["required"]
	print ".It Va " columns[i] (notes == "" ? "" : " No \\(em " notes)
	print sentence(words_of(tables[i] "." columns[i], "." columns[i]))
	say_kind(i)
}
function say_table(name,   i, n)
{
	print ".Ss " name
	print sentence(words_of(name, ""))
	for (i = 1; i <= rows; i++)
		if (tables[i] == name && !n++) print ".Bl -tag -width Ds"
	if (!n) { print "reference: found no table " name " in schema.csv" > "/dev/stderr"; failed = 1; return }
	for (i = 1; i <= rows; i++) if (tables[i] == name) say_column(i)
	print ".El"
}
function say_forms(   i)
{
	print ".Bl -tag -width Ds"
	for (i = 1; i <= nforms; i++) {
		print ".It Li " forms[i]
		print sentence(words_of("form:" forms[i], ""))
		print literal(patterns[i])
	}
	print ".El"
}

FNR == 1 { file++ }
file < 4 && !read_row($0) { next }
file == 1 {
	tables[++rows] = get("table"); columns[rows] = get("column"); keys[rows] = get("key"); required[rows] = get("required")
	references[rows] = get("references"); kinds[rows] = get("kind")
	next
}
file == 2 { forms[++nforms] = get("form"); patterns[nforms] = get("pattern"); expected["form:" get("form")] = get("expected"); next }
file == 3 { vi[get("name")] = get("text_vi"); en[get("name")] = get("text_en"); next }
$1 == ".\\\"" && $2 == "language" {
	for (name in vi) words[name] = $3 == "vi" ? vi[name] : en[name]
	if ($3 != "vi") for (name in expected) words[name] = expected[name]
	next
}
$1 == ".\\\"" && $2 == "say" { name = $3; sub(/^[^ ]+ say [^ ]+ /, ""); say[name] = $0; next } # a line of text, or a macro
$1 == ".\\\"" && $2 == "tables" { for (k = 3; k <= NF; k++) say_table($k); next }
$1 == ".\\\"" && $2 == "forms" { say_forms(); next }
{ print }

END {
	if (silent != "") print "reference: schema_texts.csv has no words for" silent > "/dev/stderr"
	exit failed || silent != ""
}
