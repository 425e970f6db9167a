#!/bin/bash
# The rows that feeds are asked by, held to their templates: one that is not there, a place that nobody fills in, pages that are all the first
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
cd "$ROOT" || exit 1
mkdir -p "$T/catalog/requests"
lint() { chiso-catalog lint -q --now 2024-04-01 --catalog pipeline/catalog/base --catalog pipeline/catalog/kon-tum --catalog "$T/catalog"; }
refused() { # NAME COLUMN FOUND
	exit_is "$1: refused" 78 lint
	is "$1: one finding" "$(wc -l <"$T/out")" 1
	like "$1: with its row" "$(cat "$T/out")" "catalog/requests.csv:2: column $2: found $3, expected "
}
post=(method=POST template=hoi.xml 'content_type=text/xml; charset=utf-8')
printf '<hoi><tu>{from}</tu><den>{to}</den><ma>{member}</ma><trang>{page}</trang><id>{id}</id><style>{ color: red }</style></hoi>\n' >"$T/catalog/requests/hoi.xml"
ask_by "${post[@]}" endpoint_keys='member subsystem'
exit_is 'a row with its template' 0 lint
ask_by "${post[@]}"
refused 'a word that no key stands for' template '\{member\}'
ask_by 'path=/ho-so?don-vi={donvi}'
refused 'one in the path' path '\{donvi\}'
ask_by "${post[@]}" template=hoi-2.xml
refused 'a template that no folder has' template 'hoi-2\.xml'
ask_by template=hoi.xml endpoint_keys=member
refused 'one that is never sent' template 'one that is never sent'
ask_by 'path=/ho-so?tu={from}' next_page=records max_pages=3
refused 'pages of which each is the first' next_page records
ask_by 'path=/ho-so?tu={from}&trang={page}' next_page=records max_pages=3
exit_is 'one that says which' 0 lint
ask_by 'path=/ho-so?tu={from}' next_page=link max_pages=3
exit_is 'a link says it itself' 0 lint
mkdir -p "$T/more/requests"
printf '<hoi>{noi}</hoi>\n' >"$T/more/requests/hoi.xml"
ask_by "${post[@]}" endpoint_keys=member
exit_is 'the template of a later folder stands' 78 chiso-catalog lint -q --now 2024-04-01 --catalog pipeline/catalog/base --catalog pipeline/catalog/kon-tum \
	--catalog "$T/catalog" --catalog "$T/more"
like 'and is read' "$(cat "$T/out")" 'column template: found \{noi\}'
done_testing
