#!/usr/bin/python3
"""planted.py - an inbox in which every text of every feed holds invented people, and what must then be found nowhere.

planted.py INBOX SEED COUNT CATALOG…: for each feed, messages made from its sample with another person of people.py in each field of
fields.csv (alone, or beside the sample's own value) and in each other element and attribute of the sample, inside its records and
around them; then, of each feed, what stands beside records (elements and attributes of no known name, sidecars, names of files), JSON
members and values, members of zips, messages in messages, faults and broken markup. Writes INBOX/FEED/*, INBOX.people, INBOX.needles; prints what was
planted where. Of few people (COUNT under MANY) what is not a field of a record is in another third of the feeds each, and what the samples tell of
former years is told of one month: each month and quarter costs a computation. It shares no code with the product but the names of rows."""
import collections
import copy
import csv
import glob
import io
import json
import os
import random
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, os.path.dirname(__file__))
import people

SAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "samples")
CHOSEN = {"hoso-tthc": "02-nhieu-ho-so_20240120010000.xml", "danh-muc-hanh-chinh": "xa.xml", "danh-muc-ket-noi": "danh-muc-2024.xml"}
SIDECAR = ("sent_at", "as_of", "name", "arrived", "classification", "total", "note")
MANY = 9000
FORMER = ((r"\b(\d\d?)([/.-])\d\d?[/.-]20(?:1\d|2[0-3])\b", r"\1\g<2>01\g<2>2024"), (r"\b20(?:1\d|2[0-3])([/-]?)(?:0\d|1[0-2])", r"2024\g<1>01"),
	(r"\b20(?:1\d|2[0-3])-Q\d", "2024-Q1"))
REFUSED = 15  # records that may be refused in a message that is kept: fewer than max_rejects


def rows(catalogs, table):
	for folder in catalogs:
		path = os.path.join(folder, table + ".csv")
		if os.path.exists(path):
			with open(path, encoding="utf-8") as f:
				yield from csv.DictReader(f)


def sample_of(feed):
	paths = [p for p in sorted(glob.glob(os.path.join(SAMPLES, feed, "aside", "*.xml")) + glob.glob(os.path.join(SAMPLES, feed, "*.xml")))
		if "ban-sai" not in p]
	return next((p for p in paths if p.endswith(CHOSEN.get(feed, "-"))), paths[0])


def local(e):
	return e.tag.rsplit("}", 1)[-1] if isinstance(e.tag, str) else ""


def namespace(e):
	return e.tag[1:].split("}")[0] if e.tag.startswith("{") else ""


def in_one_month(text):
	for pattern, said in FORMER:
		text = re.sub(pattern, said, text)
	return text


class Message:
	"""A sample of a feed, to be changed and written."""

	def __init__(self, path, record, is_of_one_month=False):
		for _, (prefix, uri) in ET.iterparse(path, ["start-ns"]):
			try:
				ET.register_namespace(prefix, uri)
			except ValueError:
				pass
		with open(path, encoding="utf-8") as f:
			text = re.sub(r"^<\?.*?\?>", "", f.read())
		self.root = ET.fromstring(in_one_month(text) if is_of_one_month else text)
		self.parents = {child: parent for parent in self.root.iter() for child in parent}
		names = {alternative.rsplit("/", 1)[1].rsplit(":", 1)[-1] for alternative in record.split("|")}
		self.records = [e for e in self.root.iter() if local(e) in names]
		self.meta = {}
		if os.path.exists(path + ".meta"):
			self.meta = dict(line.split("=", 1) for line in open(path + ".meta", encoding="utf-8").read().splitlines() if "=" in line)

	def repeat(self, n, serial, keys):
		"""n records, each with an identifier of its own where the key is one."""
		have = list(self.records)
		while len(self.records) < n:
			source = have[len(self.records) % len(have)]
			made = copy.deepcopy(source)
			self.parents[source].append(made)
			self.parents[made] = self.parents[source]
			self.records.append(made)
		for record in self.records[n:]:
			self.parents[record].remove(record)
		del self.records[n:]
		for i, record in enumerate(self.records):
			for path in keys:
				e, name = self.find(record, path)
				text = (e.get(name) if name else e.text) if e is not None else None
				if text and re.search(r"\d{3}$", text):
					text = re.sub(r"\d+$", lambda found: "%0*d" % (len(found[0]), (serial * 97 + i) % 10 ** len(found[0])), text)
					if name:
						e.set(name, text)
					else:
						e.text = text

	def find(self, record, path, make=False):
		"""The element of a path, and the attribute's name when it is one."""
		at, steps = record, path.split("|")[0].split("/")
		if path.startswith("/"):
			at, steps = next((e for e in self.root.iter() if local(e) == steps[1].rsplit(":", 1)[-1]), self.root), steps[2:]
		for name in steps:
			if name.startswith("@"):
				return at, name[1:]
			name = re.sub(r"\[.*", "", name.rsplit(":", 1)[-1])
			below = next((e for e in at if local(e) == name), None)
			if below is None and not make:
				return None, None
			if below is None:
				uri = namespace(self.records[0]) if self.records else namespace(self.root)
				below = ET.SubElement(at, "{%s}%s" % (uri, name) if uri else name)
			at = below
		return at, None

	def plant(self, record, path, text, beside):
		e, name = self.find(record, path, True)
		old = (e.get(name) if name else "".join(e.itertext())) or ""
		text = "%s %s" % (old.strip(), text) if beside and old.strip() else text
		if name:
			e.set(name, text)
			return
		for child in list(e):
			e.remove(child)
		e.text = text

	def places(self, records):
		"""Paths of all texts and attributes of the first record, or of what stands around the records."""
		def walk(e, path):
			yield from (path + ["@" + name] for name in e.attrib)
			if not len(e):
				yield path
			seen = set()
			for child in e:
				if child not in self.records and local(child) not in seen:
					seen.add(local(child))
					yield from walk(child, path + [local(child)])
		start = self.records[0] if records else self.root
		found = ["/".join(path) for path in walk(start, [] if records else ["", local(start)]) if path and "{" not in path[-1]]
		return [p for p in found if records or not any(p.endswith("/" + local(r)) for r in self.records)]

	def text(self):
		return ET.tostring(self.root, encoding="unicode")

	def write(self, path):
		ET.ElementTree(self.root).write(path, encoding="utf-8", xml_declaration=True)
		self.write_meta(path)

	def write_meta(self, path):
		if self.meta:
			with open(path + ".meta", "w", encoding="utf-8") as f:
				f.write("".join(f"{k}={v}\n" for k, v in self.meta.items()))


class Feed:
	"""A feed with its own fields and its kind's."""

	def __init__(self, row, feeds, fields, is_of_one_month):
		self.name, self.row, self.is_of_one_month = row["feed"], row, is_of_one_month
		own = {f["field"]: f for f in fields if f["feed"] == row["feed"]}
		kind = {f["field"]: f for f in fields if f["feed"] == row.get("kind")}
		self.fields = list({**kind, **own}.values())
		like = feeds[row["kind"]] if row.get("kind") else row
		self.record, self.key = row["record"] or like["record"], (row.get("key") or like["key"]).split()
		self.sample = sample_of(row["feed"])

	def message(self):
		return Message(self.sample, self.record, self.is_of_one_month)

	def inside(self):
		"""(name, path, whether the record falls with it)"""
		found, known = [], set()
		for f in self.fields:
			if f["path"].startswith(("/", "meta:")):
				continue
			falls = f["field"] in self.key or f["required"] == "1" or f["on_error"] == "record"
			for path in f["path"].split("|"):
				known.add(re.sub(r"\[[^]]*\]|[^/@:]*:", "", path))
				found.append((f["field"], path, falls))
		return found + [("element", path, False) for path in self.message().places(True) if path not in known]

	def outside(self):
		m = self.message()
		found = [("around", path) for path in m.places(False)]
		found += [(f["field"], f["path"]) for f in self.fields if f["path"].startswith(("/", "meta:"))]
		found += [("message", path) for path in (self.row["message"] or "").split()]
		found += [("sent", path) for path in re.findall(r"path:(\S+)", self.row["sent_at"])]
		return list(dict.fromkeys(found + [("sidecar", "meta:" + key) for key in SIDECAR]))


def word(person):
	"""A person as a name of markup: letters and digits in a row."""
	return re.sub(r"^[\d_]+", "", re.sub(r"\W+", "_", unicodedata.normalize("NFC", person))) or "x"


def broken(what, text, person):
	"""A message in which somebody stands where no value does."""
	last = text.rindex("</")
	envelope = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>%s</s:Body></s:Envelope>'
	quoted = escape(person)
	return {
		"element": lambda: "%s<%s>%s</%s>%s" % (text[:last], word(person), quoted, word(person), text[last:]),
		"spaced": lambda: text[:last] + "<" + re.sub(r"[^\w ]", "", person).strip() + ">" + text[last:],
		"attribute": lambda: re.sub(r"^(<\?.*?\?>)?\s*<[^\s/>]+", lambda found: found[0] + " %s=%s" % (word(person), quoteattr(person)), text, count=1),
		"unquoted": lambda: text[:last] + "<a b=" + person + ">" + text[last:],
		"prefix": lambda: text[:last] + "<%s:x/>" % word(person) + text[last:],
		"end": lambda: text + person,
		"mixed": lambda: text[:last] + quoted + text[last:],
		"comment": lambda: text[:last] + "<!-- " + person.replace("--", "- -") + " -->" + text[last:],
		"instruction": lambda: text[:last] + "<?" + word(person) + " " + person + "?>" + text[last:],
		"encoding": lambda: '<?xml version="1.0" encoding="%s"?>' % person + text,
		"doctype": lambda: "<!DOCTYPE x [<!ENTITY e '%s'>]>" % person + text,
		"entity": lambda: text[:last] + "&%s;" % word(person) + text[last:],
		"cut": lambda: text[:last].rstrip()[:-3] + person[:-1],
		"fault": lambda: envelope % "<s:Fault><faultcode>%s</faultcode><faultstring>Không có hồ sơ của %s</faultstring><detail>%s</detail></s:Fault>" % ((quoted,) * 3),
		"page": lambda: "<!DOCTYPE html><html><head><title>%s</title></head><body>%s</body></html>" % (quoted, quoted),
		"table": lambda: "họ tên;số\n%s;1\n" % person,
		"other": lambda: "<%s><a>%s</a></%s>" % (word(person), quoted, word(person)),
		"stranger": lambda: envelope % ("<%s x=%s>%s</%s>" % (word(person), quoteattr(person), quoted, word(person))),
	}[what]()


BROKEN = ("element spaced attribute unquoted prefix end mixed comment instruction encoding doctype entity cut fault page table other "
	"stranger").split()
PACKED = "json-xml json-text json-soap json-members json-fault json-cut zip zip-two result base64".split()


def packed(what, text, person, path):
	"""The message in another envelope; its name."""
	import base64
	as_json = {
		"json-xml": lambda: json.dumps({"error_code": "00", "message": text, person: person}, ensure_ascii=False),
		"json-text": lambda: json.dumps(text),
		"json-soap": lambda: json.dumps({"message": '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header><a>%s</a></S:Header><S:Body>%s</S:Body></S:Envelope>' % (escape(person), text)}),
		"json-members": lambda: json.dumps({"service": person, person: [{person: person}]}, ensure_ascii=False),
		"json-fault": lambda: json.dumps({"fault": {"code": 900, "message": person, "description": person}}, ensure_ascii=False),
		"json-cut": lambda: json.dumps({"service": "DongBoHoSoMC", "data": [{"MaHoSo": person}]}, ensure_ascii=False)[:-4] + person,
	}
	if what in as_json:
		return path[:-4] + ".json", as_json[what]().encode()
	if what in ("zip", "zip-two"):
		data = io.BytesIO()
		with zipfile.ZipFile(data, "w") as z:
			for i in range(1 + (what == "zip-two")):
				info = zipfile.ZipInfo("%s%d.xml" % (person.replace("/", " "), i), (2024, 1, 1, 0, 0, 0))
				info.comment = person.encode()
				z.writestr(info, text)
			z.comment = person.encode()
		return path[:-4] + ".zip", data.getvalue()
	inside = base64.b64encode(text.encode()).decode() if what == "base64" else escape(text)
	around = {"result": '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><t:DongBoHoSoMCResponse xmlns:t="http://tempuri.org/">'
			"<t:DongBoHoSoMCResult>%s</t:DongBoHoSoMCResult></t:DongBoHoSoMCResponse></S:Body></S:Envelope>",
		"base64": "<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO><FILEHOSO><NOIDUNGFILE>%s</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>"}
	return path, (around[what] % inside).encode()


def as_json(e):
	"""An element as the national portal's JSON has it."""
	if not len(e):
		return e.text or ""
	names = [local(c) for c in e]
	if len(set(names)) == 1 and (len(names) > 1 or local(e) == "data" or local(e).startswith(("DanhSach", "DS"))):
		return [as_json(c) for c in e]
	return {local(c): as_json(c) for c in e}


class Inbox:
	def __init__(self, folder, made):
		self.folder, self.at, self.left = folder, iter(made), len(made)
		self.serial, self.planted = 0, collections.Counter()
		self.random = random.Random(len(made))

	def person(self, where):
		self.left -= 1
		self.planted[where] += 1
		return next(self.at)[1]

	def path(self, feed, what):
		self.serial += 1
		os.makedirs(os.path.join(self.folder, feed), exist_ok=True)
		what = re.sub(r"\W+", "-", what).strip("-")[:30]
		return os.path.join(self.folder, feed, "%s-%05d_20240320%02d%02d%02d.xml" % (what, self.serial, self.serial // 3600 % 24, self.serial // 60 % 60, self.serial % 60))

	def put_records(self, feed, what, places):
		"""A message with a record for each place, somebody in it."""
		if not places:
			return
		m = feed.message()
		keys = [f["path"] for f in feed.fields if f["field"] in feed.key and f["type"] == "id" and not f["path"].startswith(("/", "meta:"))]
		m.repeat(len(places), self.serial + 1, keys)
		amounts = {f["path"].split("|")[0] for f in feed.fields if f["type"] == "decimal" or (f["type"], f["reduce"]) == ("figure", "words")}
		for record, (_, path, _) in zip(m.records, places):
			person = self.person(what)
			if path in amounts and person.isdigit() and person[0] != "0":
				person = "số " + person  # digits alone are an amount, whosever they are
			m.plant(record, path, person, self.random.random() < 0.3)
		m.write(self.path(feed.name, what))

	def put_around(self, feed, path):
		m = feed.message()
		person = self.person("around")
		if path.startswith("meta:"):
			m.meta[path[5:]] = person
		else:
			m.plant(m.records[0] if m.records else m.root, path, person, self.random.random() < 0.3)
		m.write(self.path(feed.name, "around"))

	def put_broken(self, feed, what):
		m, path = feed.message(), self.path(feed.name, what)
		open(path, "w", encoding="utf-8").write(broken(what, m.text(), self.person("broken")))
		m.write_meta(path)

	def put_packed(self, feed, what):
		m = feed.message()
		fields = [f for f in feed.fields if not f["path"].startswith(("/", "meta:"))]
		for record in m.records[:1]:
			m.plant(record, self.random.choice(fields)["path"].split("|")[-1], self.person("packed"), False)
		path, data = packed(what, m.text(), self.person("packed"), self.path(feed.name, what))
		open(path, "wb").write(data)
		m.write_meta(path)

	def put_named(self, feed):
		"""The name of a file, of its sidecar, of a folder."""
		m, path = feed.message(), self.path(feed.name, "x")
		person = self.person("named").replace("/", " ")
		m.write(os.path.join(os.path.dirname(path), "%s_%s" % (person, path.rsplit("_", 1)[1])))
		os.makedirs(os.path.join(os.path.dirname(path), self.person("named").replace("/", " ")), exist_ok=True)

	def put_portal(self, feed, n):
		"""The national portal's JSON, somebody in each member."""
		m = feed.message()
		packet = next((e for e in m.root.iter() if local(e) == "DongBoHoSoMC"), None)
		if packet is None:
			return
		data = {"session": self.person("portal"), "service": "DongBoHoSoMC", **as_json(packet)}
		one = data["data"][0]
		members = [f["path"].split("/")[0].rsplit(":", 1)[-1] for f in feed.fields if not f["path"].startswith(("/", "meta:"))]
		data["data"] = []
		for i, name in enumerate((members * n)[:len(members) * n]):
			record = dict(one, MaHoSo="H34.19-240120-%04d" % i)
			record[name] = self.person("portal")
			if i % 4 == 0:
				record[self.person("portal")] = "1"
			data["data"].append(record)
		path = self.path(feed.name, "portal")[:-4] + ".json"
		open(path, "w", encoding="utf-8").write(json.dumps(data, ensure_ascii=False))

	def fill(self, feeds):
		around, inside = {f.name: f.outside() for f in feeds}, {f.name: f.inside() for f in feeds}
		some = 1 if self.left >= MANY else 3  # of few people each feed has another third of the broken and packed ones
		for i, feed in enumerate(feeds):
			for _, path in around[feed.name]:
				self.put_around(feed, path)
			for what in BROKEN[i % some::some]:
				self.put_broken(feed, what)
			for what in PACKED[i % some::some]:
				self.put_packed(feed, what)
			self.put_named(feed)
			if i % some == 0:
				self.put_portal(feed, 1)
		n = 0
		while self.left > 0:
			for feed in feeds:
				kept = [p for p in inside[feed.name] if not p[2]][:max(self.left, 0)]
				self.put_records(feed, "kept", kept)
				falls = [p for p in inside[feed.name] if p[2]][:max(self.left, 0)]
				for i in range(0, len(falls), REFUSED):
					self.put_records(feed, "refused", falls[i:i + REFUSED])
			n += 1
		return n


def main(inbox, seed, count, *catalogs):
	made = list(people.people(int(seed), int(count)))
	by_name = {}
	for row in rows(catalogs, "feeds"):
		by_name.setdefault(row["feed"], row)
	fields = list(rows(catalogs, "fields"))
	feeds = [Feed(row, by_name, fields, int(count) < MANY) for row in by_name.values()]
	box = Inbox(inbox, made)
	rounds = box.fill(feeds)
	needles = set()
	for _, text, found in made:
		for needle in [text] + found:
			needles |= {unicodedata.normalize(form, needle) for form in ("NFC", "NFD")} | {needle}
	with open(inbox + ".people", "w", encoding="utf-8") as f:
		f.writelines(text + "\n" for _, text, _ in made)
	with open(inbox + ".needles", "w", encoding="utf-8") as f:
		f.write("".join(n + "\n" for n in sorted(needles) if len(n) > 4))
	print("planted=%d feeds=%d messages=%d rounds=%d %s" % (sum(box.planted.values()), len(feeds), box.serial, rounds,
		" ".join("%s=%d" % pair for pair in sorted(box.planted.items()))))


if __name__ == "__main__":
	main(*sys.argv[1:])
