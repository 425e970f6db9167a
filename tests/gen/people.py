#!/usr/bin/python3
"""people.py - invented people: names, numbers and addresses in the ways of writing that senders use.

people.py SEED COUNT prints COUNT lines KIND<TAB>TEXT<TAB>NEEDLE<TAB>...: what to plant, and what must be found nowhere: the whole of
it, the words of a name two and more in order, the digits of a number, a street's name, a day of birth. It knows nothing of the product's lists: these are its own."""
import random
import sys
import unicodedata

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lâm Mai Tô Trương Hà Cao Đào Lương Phùng Tạ Châu".split()
MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Thanh Quang Xuân Thu Kim Hồng Gia Bảo Đình Quốc Công Thành Mạnh Tuấn".split()
GIVEN = ("An Anh Bình Châu Chi Cường Dung Dũng Duy Giang Hà Hải Hạnh Hằng Hiếu Hoa Hòa Hùng Hương Huy Khánh Khoa Lan Linh Loan Long Mai Minh Nam Nga "
	"Nhung Oanh Phong Phúc Phương Quân Quyên Sơn Tâm Thảo Thắng Thủy Tiến Toàn Trang Trung Tú Tuấn Tuyết Vân Việt Vinh Yến").split()
STREET = "Lê Lợi|Trần Phú|Nguyễn Huệ|Phan Chu Trinh|Hoàng Thị Loan|Bà Triệu|Ngô Quyền|Hùng Vương|Lý Thái Tổ|Phạm Văn Đồng".split("|")


def plain(text):
	text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
	return "".join(c for c in text if unicodedata.category(c) != "Mn")


def name(r):
	words = [r.choice(FAMILY)] + [r.choice(MIDDLE) for _ in range(r.choice((1, 1, 1, 2)))] + [r.choice(GIVEN)]
	order = r.choice(("",) * 5 + ("given first", "comma"))
	if order:
		words = words[-1:] + words[:-1] if order == "comma" else words[::-1]
	text = " ".join(words)
	text = r.choice((str, str, str, str.upper, str.lower, plain, lambda t: plain(t).lower(), lambda t: plain(t).upper(),
		lambda t: unicodedata.normalize("NFD", t)))(text)
	words = text.split(" ")
	if order == "comma":
		words[0] += ","
		text = " ".join(words)
	needles = [" ".join(words[i:i + 2]) for i in range(len(words) - 1)] + [text]
	return r.choice(("", "", "ông ", "Bà ", "anh ", "Người nộp: ")) + text, needles


def birth(r):
	text, needles = name(r)
	day = r.choice(("{:02}/{:02}/{}", "{}-{}-{}", "{:02}.{:02}.{}")).format(r.randrange(1, 29), r.randrange(1, 13), r.randrange(1935, 1999))
	return text + r.choice((", sinh ngày ", " sinh ", " (", ", ns ")) + day, needles + [day]


def digits(r, first, n):
	return first + "".join(r.choice("0123456789") for _ in range(n - len(first)))


def card(r):
	text = digits(r, "0" + r.choice(("62", "64", "51", "79")), 12) if r.random() < 0.7 else digits(r, "2", 9)
	mark = r.choice(("", "", "", "", " ", "."))
	text = mark.join(text[i:i + 3] for i in range(0, len(text), 3)) if mark else text
	return r.choice(("", "CCCD ", "Số ")) + text, [text]


def insurance(r):
	text = digits(r, r.choice(("62", "64", "79", "51")), 10)
	return r.choice(("", "Mã BHXH ", "số sổ BHXH: ")) + text, [text]


def telephone(r):
	if r.random() < 0.15:
		d = digits(r, "38", 7)
		text = r.choice(("(0255) {}", "0255.{}", "(0260) 3 {}", "+84 255 {}")).format(d)
		return r.choice(("", "ĐT ")) + text, [text]
	d = digits(r, "09", 10)
	text = r.choice((d, d, f"{d[:4]} {d[4:7]} {d[7:]}", f"{d[:4]}.{d[4:7]}.{d[7:]}", f"{d[:4]}-{d[4:7]}-{d[7:]}", f"+84{d[1:]}",
		f"+84 {d[1:4]} {d[4:7]} {d[7:]}", f"({d[:3]}) {d[3:6]} {d[6:]}", f"{d[:2]} {d[2:4]} {d[4:6]} {d[6:8]} {d[8:]}",
		f"{d[:4]}\u00a0{d[4:7]}\u00a0{d[7:]}", "".join(chr(ord(c) + 0xFEE0) for c in d)))
	return r.choice(("", "", "ĐT: ", "sđt ")) + text, [text, d[1:]]


def address(r):
	street = r.choice(STREET)
	text = r.choice(("{n} đường {s}, tổ {t}", "số {n} đường {s}", "số nhà {n}, đường {s}, phường Quyết Thắng", "{n}/{t} đường {s}",
		"hẻm {n} {s}", "ngõ {n} phố {s}")).format(n=r.randrange(1, 400), s=street, t=r.randrange(1, 30))
	written = r.choice((str, str, plain, str.lower, lambda t: plain(t).upper()))
	return written(text), [written(text), written(street)]


def mail(r):
	text = plain(r.choice(FAMILY) + "." + r.choice(GIVEN)).lower() + str(r.randrange(10, 9999)) + "@khong-co.example"
	return text, [text]


KINDS = {"name": name, "card": card, "telephone": telephone, "address": address, "mail": mail, "birth": birth, "insurance": insurance}
SHARES = ("name",) * 6 + ("card",) * 2 + ("telephone",) * 2 + ("address",) * 2 + ("mail", "birth", "insurance")


def people(seed, count):
	r = random.Random(seed)
	for _ in range(count):
		kind = r.choice(SHARES)
		text, needles = KINDS[kind](r)
		yield kind, text, needles


if __name__ == "__main__":
	for made in people(int(sys.argv[1]), int(sys.argv[2])):
		forms = {unicodedata.normalize("NFC", needle) for needle in [made[1]] + made[2]}
		print("\t".join([made[0], made[1]] + made[2] + sorted(forms)))
