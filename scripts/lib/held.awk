# The notes beside the files in quarantine: how many of a feed were refused for the same reason, one of them by name, the reason.
# Numbers and the file's own name do not make a reason another one. Output: NUMBER, FEED, NAME, REASON,
# with the unit separator between
FNR == 1 { name = FILENAME; sub(/^.*\//, "", name); sub(/\.txt$/, "", name); feed = "-"; sent = "" }
/^Tệp bị giữ lại \/ file held back: / { sent = substr($0, length("Tệp bị giữ lại / file held back: ") + 1) }
/^Nguồn \/ feed: / { feed = substr($0, length("Nguồn / feed: ") + 1) }
/^Lý do \/ reason: / {
	why = substr($0, length("Lý do / reason: ") + 1)
	kind = why
	at = index(kind, sent)
	if (sent != "" && at > 0) kind = substr(kind, 1, at - 1) substr(kind, at + length(sent))
	gsub(/[0-9]+/, "#", kind)
	key = feed "\037" kind
	if (!(key in count)) {
		first[key] = name
		reason[key] = why
	}
	count[key]++
}
END { for (key in count) { split(key, part, "\037"); print count[key] "\037" part[1] "\037" first[key] "\037" reason[key] } }
