#!/bin/bash
# Every command that README shows is there and works as printed.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
grep -E '^    (chiso-|scripts/[a-z]|make )' README.md | sed -e 's/^    //' -e 's/ *# .*//' >"$T/commands"
ok 'README shows commands' test "$(wc -l <"$T/commands")" -ge 8
while IFS= read -r command; do
	case $command in
	make\ *) ok "$command: the target exists" make -n "${command#make }" ;;
	scripts/reprocess*) ok "$command: it is there (62 runs it over a warehouse)" test -x scripts/reprocess ;;
	scripts/approve*) ok "$command: it is there (64-approve-postgres runs it over a warehouse)" test -x scripts/approve ;;
	scripts/fetch*) ok "$command: it is there (96-asking runs it against a server)" test -x scripts/fetch ;;
	chiso-explain*) ok "$command: it is there (86-explain-pages runs it over a warehouse)" chiso-explain --version ;;
	chiso-publish*) ok "$command: it is there (89-publish-report-postgres runs it over a warehouse)" chiso-publish --version ;;
	scripts/status*) ok "$command: it is there (87-status-night runs it over a warehouse)" test -x scripts/status ;;
	scripts/tasks*) ok "$command: it is there (92-night-tasks closes things)" test -x scripts/tasks ;;
	scripts/close*) ok "$command: it is there (64-approve-closed closes periods)" test -x scripts/close ;;
	scripts/open-data*) ok "$command: it is there (89-publish-open-postgres runs it over a warehouse)" test -x scripts/open-data ;;
	scripts/deliver*) ok "$command: it is there (88-deliver-postgres runs it over a warehouse)" test -x scripts/deliver ;;
	scripts/backup*) ok "$command: it is there (60-night-backup runs it over a warehouse)" test -x scripts/backup ;;
	scripts/person*) ok "$command: it is there (66-privacy-person runs it over a warehouse)" test -x scripts/person ;;
	scripts/rejects*) ok "$command: it is there (97-mending-apply runs it over a warehouse)" test -x scripts/rejects ;;
	*) ok "$command" bash -c "set -o pipefail; $command >'$T/printed' && test -s '$T/printed'" ;;
	esac
done <"$T/commands"
while IFS= read -r path; do
	ok "README names $path, which is there" test -e "$path"
done < <(grep -oE '(scripts|pipeline|samples|tests|sql|cmd)/[A-Za-z0-9_./-]*' README.md | sed 's/[.,]$//' | grep -v FEED | sort -u)
done_testing
