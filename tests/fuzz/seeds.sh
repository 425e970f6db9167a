# shellcheck shell=bash
# The seeds of a fuzzer: samples, one a line; from the repository's root.
seeds() {
	case $1 in
	fuzz_extract)
		find samples/hoso-tthc -name '*.xml' -o -path 'samples/*' -name '*.gz' -size -40k | sort
		find samples/hoso-tthc/aside -name '*.json' -o -path 'samples/*' -name '*.zip' | sort
		find tests/fuzz/documents tests/fuzz/json -type f | sort
		;;
	fuzz_json)
		find samples -name '*.json' | sort
		find tests/fuzz/json -type f | sort
		;;
	fuzz_stream) find samples/danh-muc-tthc -name '*.csv' -not -name '*.rejects.csv' | sort ;;
	fuzz_figure | fuzz_mask) find tests/fuzz/figures -type f | sort ;;
	fuzz_sheet) find tests/fuzz/sheets -type f | sort ;;
	*) find samples -type f -size -20k | sort ;;
	esac
}

seeds_key() {
	(umask 077 && printf 'fuzz %064d\n' 7 >"$1")
}
