# shellcheck shell=bash
# Document S003's column of results as a report of Kon Tum (constructed: its cells, word for word), and what the checks find in it.

# "ROW FLAGS" of every row that has a finding.
document_findings() {
	local data=$ROOT/tests/data/documents
	with_my chiso-extract --now 2024-01-31 --feed bao-cao-quy "$data/s003-2023.xml" |
		with_my chiso-normalize --now 2024-01-31 --feed bao-cao-quy --rejects "$T/document.rejects" |
		with_my chiso-aggregate --now 2024-01-31 --feed bao-cao-quy >"$T/document.measures"
	with_my chiso-compute --catalog "$data" --now 2024-01-31 --period 2023-Q4 --set s003-2023 --agency H34 "$T/document.measures" >"$T/document.csv"
	/usr/bin/python3 - "$T/document.csv" <<'PY'
import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if r["_kind"] == "indicator" and r["flags"]:
        print(r["indicator"].removeprefix("kq2023."), r["flags"])
PY
}
