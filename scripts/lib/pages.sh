# shellcheck shell=bash
# The pages that officials read, and their workbooks: written by a process beside the run, straight into their folder.

# Made of the views of share: each appears whole, and what stands there already stays. One that cannot be made is told, and waits for a
# person: the figures stand without it.
write_pages() {
	: >"$WORK/pages.fault"
	are_pages_whole || drop_pages || return 73
	chiso-publish --all "$STORE/publish" --known "$STORE/publish/pages.state" --now "$CHISO_NOW" 2>"$WORK/pages.log" ||
		tail -n 1 -- "$WORK/pages.log" | plain_log >"$WORK/pages.fault"
	cat -- "$WORK/pages.log" >>"$WORK/programs.log"
	grep -q ' pages=0$' "$WORK/pages.log" || [ -s "$WORK/pages.fault" ] || rm -f -- "$STORE/publish/SHA256SUMS"
}

# A page that is gone, or was written by somebody else, is as it was in nothing but its state.
are_pages_whole() {
	(cd "$STORE/publish" && sha256sum -c --quiet --strict SHA256SUMS) >/dev/null 2>&1
}

drop_pages() {
	local name _
	[ -e "$STORE/publish/pages.state" ] || return 0
	while read -r name _; do
		rm -f -- "$STORE/publish/$name".{html,xlsx,csv,json,comma.csv} || return 1
	done <"$STORE/publish/pages.state"
	rm -f -- "$STORE/publish/pages.state"
}
