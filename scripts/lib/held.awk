# The notes beside the files in quarantine, a line a file: FEED, NAME, REASON, KIND, with the unit separator between. Numbers and the file's
# own name do not make a reason another kind.
FNR == 1 { name = FILENAME; sub(/^.*\//, "", name); sub(/\.txt$/, "", name); feed = "-"; sent = "" }
/^Tệp bị giữ lại \/ file held back: / { sent = substr($0, length("Tệp bị giữ lại / file held back: ") + 1) }
/^Nguồn \/ feed: / { feed = substr($0, length("Nguồn / feed: ") + 1) }
/^Lý do \/ reason: / {
	why = substr($0, length("Lý do / reason: ") + 1)
	kind = why
	at = index(kind, sent)
	if (sent != "" && at > 0) kind = substr(kind, 1, at - 1) substr(kind, at + length(sent))
	gsub(/[0-9]+/, "#", kind)
	print feed "\037" name "\037" why "\037" kind
}
