# embed.awk - files of SQL as a C table, name to text: awk -f scripts/embed.awk sql/load/*.sql
# Lines that are comments stay behind: the server would read them with every chunk.
FNR == 1 {
	if (NR > 1)
		print "\t},"
	else
		print "#include \"load/sql.h\"\n\nconst struct sql_statement sql_statements[] = {"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	printf "\t{\"%s\",\n", name
	files++
}
!/^--/ {
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	printf "\t\t\"%s\\n\"\n", $0
}
END {
	print "\t},\n};\nconst size_t sql_nstatements = " files + 0 ";"
}
