# The rows of a sources.csv, cells between tabs: folder, id, title, title_en, kind, published, confirm, note. No cell of these tables has
# a line break or a tab. With csv.awk before it.
FNR == 1 { n = read_csv($0); for (i = 1; i <= n; i++) at[cell[i]] = i; next }
{
	read_csv($0)
	printf "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", folder, cell[at["source"]], cell[at["title"]], cell[at["title_en"]], cell[at["kind"]], \
		cell[at["published"]], cell[at["confirm"]], cell[at["note"]]
}
