# A row of CSV into cell[1] …; their number. Quoted cells end where the line does: no cell of these tables has a line break.
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
