#!/bin/bash
# Every program meets a mistake in memory with what the machine has against it: read from its ELF, not from the Makefile.
. "$(dirname "$0")/../lib/tap.sh"
command -v readelf >/dev/null || skip_all 'no readelf here (binutils)'

# What the program brings: one word a protection.
protections() {
	readelf -hlndW "$1" 2>/dev/null | awk '
		/^ *Type: *DYN/ { is_dyn = 1 }
		/FLAGS_1.*PIE/ { is_pie = 1 }
		/FLAGS.*(BIND_NOW|NOW)|BIND_NOW/ { print "now" }
		/^ *GNU_RELRO/ { print "relro" }
		/^ *GNU_STACK/ { print $7 ~ /E/ ? "stack-runs" : "stack-still" }
		/^ *LOAD/ { flags = $7 $8; if (flags ~ /W/ && flags ~ /E/) print "written-and-run" }
		/x86 feature:.*SHSTK/ { print "shstk" }
		END { if (is_dyn && is_pie) print "pie" }' | LC_ALL=C sort -u | tr '\n' ' '
}

# The instruction that an indirect jump may land on; the note of it needs a C library that has one too.
first_instruction() {
	objdump -d --no-show-raw-insn --disassemble=main "$1" | awk '/<main>:/ { getline; print $2; exit }'
}

wanted='now pie relro stack-still ' landing=''
case $(uname -m) in x86_64) wanted='now pie relro shstk stack-still ' landing=endbr64 ;; esac
for program in "$BUILD"/bin/*; do
	is "${program##*/}: bound at its start, tables read-only, at no fixed place, no stack that runs" "$(protections "$program")" "$wanted"
	[ -z "$landing" ] || is "${program##*/}: its functions begin where a jump may land" "$(first_instruction "$program")" "$landing"
	like "${program##*/}: a smashed stack ends it" "$(readelf -W --dyn-syms "$program")" '__stack_chk_fail|__asan_init'
done
# the sanitizers look themselves, and must not be kept from it
case $BUILD in
*/san* | */cover*) skip 'a copy past its end ends it' 'this build is not the one that is installed' ;;
*) like 'a copy past its end ends it' "$(readelf -W --dyn-syms "$BUILD/bin/chiso-extract")" '__(mem|str|snprintf|vsnprintf|fprintf)[a-z]*_chk' ;;
esac

# The reader above finds what is missing.
printf 'int main(void) { return 0; }\n' >"$T/bare.c"
"${CC:-cc}" -fcf-protection=none -no-pie -Wl,-z,norelro -Wl,-z,lazy -Wl,-z,execstack "$T/bare.c" -o "$T/bare" 2>/dev/null ||
	"${CC:-cc}" -no-pie -Wl,-z,norelro -Wl,-z,lazy -Wl,-z,execstack "$T/bare.c" -o "$T/bare"
is 'a program without any of it is found out' "$(protections "$T/bare")" 'stack-runs '
done_testing
