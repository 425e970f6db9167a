# shellcheck shell=bash
# Completion of chiso's programs and scripts: the options are those that --help names, everything else is a file.
_chiso() {
	local word=${COMP_WORDS[COMP_CWORD]} options
	COMPREPLY=()
	case $word in
	-*)
		options=$("$1" --help 2>/dev/null | grep -o -E -- '(^| |\[|\|)--[a-z][a-z-]*' | tr -d ' []|' | sort -u)
		mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
		;;
	*) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	esac
}
complete -o filenames -F _chiso chiso-aggregate chiso-catalog chiso-compute chiso-dump chiso-explain chiso-extract chiso-form chiso-ingest chiso-load \
	chiso-normalize chiso-publish chiso-suppress chiso-take chiso-nightly chiso-reprocess chiso-approve chiso-close chiso-tasks chiso-rejects chiso-repair chiso-person \
	chiso-fetch chiso-status chiso-deliver chiso-receive chiso-open-data chiso-backup chiso-private-postgres
