#!/bin/bash
# Whatever memory there is, a program does its whole work (0) or says that memory ran out (71); never a part, never a crash.
# long
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
case $BUILD in */san*) skip_all 'the address sanitizer needs more room than these limits' ;; esac
printf 'test %064d\n' 1 >"$T/key"
chmod 600 "$T/key"
chiso-extract -q --feed hoso-tthc --key "$T/key" samples/hoso-tthc/*.xml | chiso-normalize -q --feed hoso-tthc >"$T/clean.csv"

# sweep NAME FROM TO STEP COMMAND…: megabytes of address space; 127 is the loader's, before main.
sweep() {
	local name=$1 from=$2 to=$3 step=$4 limit code whole=0 out_of_memory=0 bad=''
	shift 4
	"$@" >"$T/want" 2>/dev/null
	for ((limit = from; limit <= to; limit += step)); do
		code=0
		prlimit --as=$((limit * 1024)) "$@" >"$T/got" 2>"$T/said" || code=$?
		case $code in
		0)
			whole=$((whole + 1))
			cmp -s "$T/want" "$T/got" || bad+=" $limit:differs"
			;;
		71)
			out_of_memory=$((out_of_memory + 1))
			grep -q 'level=error .*out of memory' "$T/said" || bad+=" $limit:unsaid"
			;;
		127) ;;
		*) bad+=" $limit:$code" ;;
		esac
	done
	is "$name: no other end" "$bad" ''
	ok "$name: 71 was reached ($out_of_memory times)" test "$out_of_memory" -gt 0
	ok "$name: 0 was reached ($whole times)" test "$whole" -gt 0
}

sweep 'chiso-catalog lint' 50000 92000 500 chiso-catalog lint -q
sweep 'chiso-extract' 46000 58000 150 chiso-extract -q --feed hoso-tthc --key "$T/key" --now 2024-04-01 samples/hoso-tthc/0[12]*.xml
sweep 'chiso-normalize' 3600 20000 150 chiso-normalize -q --feed hoso-tthc -i "$T/clean.csv"
sweep 'chiso-aggregate' 6000 40000 300 chiso-aggregate -q --feed hoso-tthc "$T/clean.csv"
done_testing
