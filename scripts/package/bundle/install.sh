#!/bin/sh
# install.sh - cài chiso từ gói này, không cần mạng / installs chiso from this bundle, without a network
set -eu
umask 022
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin

usage='Cách dùng / usage: sh install.sh [--check] [--no-server]

  --check      chỉ kiểm tra các tệp, không cài gì
               only checks the files, installs nothing
  --no-server  không cài máy chủ PostgreSQL: kho dữ liệu ở máy khác
               without the PostgreSQL server: the warehouse is elsewhere

Mã thoát / exit status: 0 xong / done; 64 sai cách dùng / usage; 65 gói hỏng / the bundle is damaged;
69 máy này không hợp / not a machine for it; 70 apt không cài được / apt failed; 77 cần quyền root / root is needed.'

say() { printf '%s\n%s\n' "$1" "$2"; }
fail() {
	say "install.sh: $2" "install.sh: $3" >&2
	exit "$1"
}

is_check='' wanted='chiso man-db ca-certificates postgresql postgresql-15'
for argument; do
	case $argument in
	--help | -\?)
		printf '%s\n' "$usage"
		exit 0
		;;
	--check) is_check=1 ;;
	--no-server) wanted='chiso man-db ca-certificates' ;;
	*)
		printf '%s\n' "$usage" >&2
		exit 64
		;;
	esac
done

here=$(cd "$(dirname "$0")" && pwd -P)
cd "$here"
for file in SHA256SUMS packages/Packages; do
	[ -s "$file" ] || fail 65 "gói thiếu tệp $file: không cài gì" "$file is missing from the bundle: nothing is installed"
done
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
# every file that is named is as it was, and no other is here
if ! sha256sum --quiet --strict -c SHA256SUMS >"$work/sums" 2>&1; then
	cat "$work/sums" >&2
	fail 65 'gói bị hỏng hoặc bị sửa: không cài gì; hãy chép lại gói' 'the bundle is damaged or was changed: nothing is installed; copy it again'
fi
find . -type f ! -path ./SHA256SUMS | sed 's#^\./##' | sort >"$work/found"
sed 's/^.\{66\}//' SHA256SUMS | sort >"$work/named"
if ! cmp -s "$work/found" "$work/named"; then
	sort "$work/found" "$work/named" | uniq -u >&2
	fail 65 'gói có tệp không nằm trong SHA256SUMS: không cài gì' 'a file of the bundle is not in SHA256SUMS: nothing is installed'
fi
say "Các tệp nguyên vẹn: $(wc -l <"$work/named")." "The files are whole: $(wc -l <"$work/named")."
[ -z "$is_check" ] || exit 0

[ "$(id -u)" -eq 0 ] || fail 77 'hãy chạy bằng quyền root' 'run it as root'
if [ "$(dpkg --print-architecture 2>/dev/null)" != '@ARCH@' ] || ! grep -q '^VERSION_CODENAME=bookworm$' /etc/os-release; then
	fail 69 'gói này dành cho Debian 12 (bookworm), @ARCH@' 'this bundle is for Debian 12 (bookworm), @ARCH@'
fi

# apt with the folder as its one source, and lists of its own: what the server is configured to ask stays unasked and unchanged.
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
ln -s "$here/packages" "$work/packages"
echo "deb [trusted=yes] file:$work/packages ./" >"$work/sources.list"
chmod -R a+rX "$work"
offline_apt() {
	apt-get -q -y -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" \
		-o Dir::Cache="$work/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none -o APT::Install-Recommends=false \
		-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=300 "$@"
}
offline_apt update >"$work/log" 2>&1 || {
	tail -n 5 "$work/log" >&2
	fail 70 'apt không đọc được gói' 'apt cannot read the bundle'
}
say 'Đang cài…' 'Installing…'
# shellcheck disable=SC2086 # a list of words
offline_apt --no-remove install $wanted >"$work/log" 2>&1 || {
	tail -n 20 "$work/log" >&2
	fail 70 'apt không cài được; nếu máy chủ mới hơn gói này, hãy làm gói mới' 'apt cannot install it; if the server is newer than this bundle, make a new one'
}
say "Đã cài chiso $(dpkg-query -W -f='${Version}' chiso). Các bước tiếp theo: README.md, man 7 chiso." \
	"chiso $(dpkg-query -W -f='${Version}' chiso) is installed. What to do next: README.md, man 7 chiso."
