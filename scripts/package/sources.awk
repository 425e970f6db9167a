# The rows of a sources.csv, cells between tabs: folder, id, title, title_en, kind, published, confirm, note. No cell of these tables has
# a line break or a tab.
function read_csv(line,   n, c, text)
{
	n = 0
	while (1) {
		text = ""
		if (substr(line, 1, 1) == "\"") {
			line = substr(line, 2)
			while ((c = index(line, "\"")) > 0) {
				text = text substr(line, 1, c - 1)
				line = substr(line, c + 1)
				if (substr(line, 1, 1) != "\"") break
				text = text "\""
				line = substr(line, 2)
			}
		} else {
			c = index(line ",", ",")
			text = substr(line, 1, c - 1)
			line = substr(line, c)
		}
		cell[++n] = text
		if (substr(line, 1, 1) != ",") return n
		line = substr(line, 2)
	}
}
FNR == 1 { n = read_csv($0); for (i = 1; i <= n; i++) at[cell[i]] = i; next }
{
	read_csv($0)
	printf "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", folder, cell[at["source"]], cell[at["title"]], cell[at["title_en"]], cell[at["kind"]], \
		cell[at["published"]], cell[at["confirm"]], cell[at["note"]]
}
