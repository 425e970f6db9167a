#!/usr/bin/python3
"""planted.py - an inbox in which every field of every feed holds invented people, and what must then be found nowhere.

planted.py INBOX SEED COUNT CATALOG…: for each row of fields.csv one message, made from a sample of its feed, with another person of
people.py in that field of each record; header fields, times of sending, message ids and sidecars have messages of their own, and so
have faults, broken markup, elements of no name that is known and names of files. Writes INBOX/FEED/*.xml, INBOX.needles."""
import copy
import csv
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(__file__))
import people

SAMPLES = {
	"hoso-tthc": "hoso-tthc/02-nhieu-ho-so_20240120010000.xml", "bao-cao-quy": "bao-cao-quy/2024-Q1.xml",
	"danh-muc-hanh-chinh": "danh-muc-hanh-chinh/xa.xml", "danh-muc-tthc": "danh-muc-tthc/danh-muc_20240205080000.xml",
	"bien-so-chi-so": "bien-so-chi-so/aside/so-tttt-2024-Q1.xml", "chi-so-tinh-khac": "chi-so-tinh-khac/aside/cac-tinh-2024-Q1.xml",
	"danh-muc-ket-noi": "danh-muc-ket-noi/aside/danh-muc-2024.xml", "dan-so": "dan-so/aside/hai-phuong-2024-03-31.xml",
	"giao-nhan-du-lieu": "giao-nhan-du-lieu/aside/quy-1-2024.xml", "doi-chieu-cong": "doi-chieu-cong/aside/cong-2024-Q1.xml"}
SAMPLES.update((feed, feed + "/aside/quy-1-2024.xml") for feed in (
	"tai-khoan-dvc", "chi-ngan-sach", "vien-thong-buu-chinh", "su-co-attt", "phan-anh-1022"))


def rows(catalogs, table):
	for folder in catalogs:
		path = os.path.join(folder, table + ".csv")
		if os.path.exists(path):
			with open(path, encoding="utf-8") as f:
				yield from csv.DictReader(f)


class Message:
	"""A sample of a feed, to be changed and written."""

	def __init__(self, path, record):
		for _, (prefix, uri) in ET.iterparse(path, ["start-ns"]):
			try:
				ET.register_namespace(prefix, uri)
			except ValueError:
				pass
		self.root = ET.parse(path).getroot()
		self.parents = {child: parent for parent in self.root.iter() for child in parent}
		self.name = record.split("|")[0].rsplit("/", 1)[1].rsplit(":", 1)[-1]
		self.records = [e for e in self.root.iter() if local(e) == self.name]
		self.meta = {}
		for name in (path + ".meta",):
			if os.path.exists(name):
				self.meta = dict(line.split("=", 1) for line in open(name, encoding="utf-8").read().splitlines() if "=" in line)

	def repeat(self, n):
		"""n records, each of its own."""
		have = list(self.records)
		while len(self.records) < n:
			source = have[len(self.records) % len(have)]
			made = copy.deepcopy(source)
			self.parents[source].append(made)
			self.parents[made] = self.parents[source]
			self.records.append(made)
		for i, record in enumerate(self.records):
			for e in record.iter():
				if local(e) in ("MaHoSo", "MaTTHC") and e.text:
					e.text = re.sub(r"\d{4}$", "%04d" % (i + 1000), e.text)

	def plant(self, record, path, text):
		step = path.split("|")[0]
		at, steps = record, step.split("/")
		if step.startswith("/"):
			at, steps = self.root, step.split("/")[2:]
		for name in steps:
			if name.startswith("@"):
				at.set(name[1:], text)
				return
			name = name.rsplit(":", 1)[-1]
			below = next((e for e in at if local(e) == name), None)
			if below is None:
				below = ET.SubElement(at, "{%s}%s" % (namespace(self.records[0]), name) if namespace(self.records[0]) else name)
			at = below
		for child in list(at):
			at.remove(child)
		at.text = text

	def write(self, path):
		ET.ElementTree(self.root).write(path, encoding="utf-8", xml_declaration=True)
		if self.meta:
			with open(path + ".meta", "w", encoding="utf-8") as f:
				f.write("".join(f"{k}={v}\n" for k, v in self.meta.items()))


def local(e):
	return e.tag.rsplit("}", 1)[-1] if isinstance(e.tag, str) else ""


def namespace(e):
	return e.tag[1:].split("}")[0] if e.tag.startswith("{") else ""


def main(inbox, seed, count, *catalogs):
	base = os.path.join(os.path.dirname(__file__), "..", "..", "samples")
	made = list(people.people(int(seed), int(count)))
	feeds = {r["feed"]: r for r in rows(catalogs, "feeds") if r["feed"] in SAMPLES}  # those of the systems: lib/planted_systems.py
	fields = [r for r in rows(catalogs, "fields") if r["feed"] in feeds]
	inside = [f for f in fields if not f["path"].startswith(("/", "meta:"))]
	outside = [f for f in fields if f["path"].startswith(("/", "meta:"))]
	for name, feed in feeds.items():
		source = re.search(r"path:(\S+)", feed["sent_at"])
		outside += [{"feed": name, "field": "message", "path": feed["message"]}] if feed["message"] else []
		outside += [{"feed": name, "field": "sent", "path": source.group(1)}] if source else []
		outside += [{"feed": name, "field": "sidecar-" + key, "path": "meta:" + key} for key in ("sent_at", "total", "note", "name")]
	once = 6
	each = (len(made) - once * (len(outside) + 8 * len(feeds))) // len(inside)
	assert each >= 20, "more people are needed"
	at = iter(made)
	serial = 0

	def message(feed):
		return Message(os.path.join(base, SAMPLES[feed]), feeds[feed]["record"])

	def path_of(feed, what):
		nonlocal serial
		serial += 1
		os.makedirs(os.path.join(inbox, feed), exist_ok=True)
		return os.path.join(inbox, feed, "%s-%04d_20240320%02d%02d00.xml" % (what, serial, serial // 60 % 24, serial % 60))

	for f in inside:
		m = message(f["feed"])
		m.repeat(each)
		m.records = m.records[:each] if len(m.records) > each else m.records
		for record in m.records:
			m.plant(record, f["path"], next(at)[1])
		m.write(path_of(f["feed"], f["field"].replace("_", "-")))
	for f in outside:
		for _ in range(once):
			m = message(f["feed"])
			text = next(at)[1]
			if f["path"].startswith("meta:"):
				m.meta[f["path"][5:]] = text
			else:
				m.plant(m.records[0], f["path"], text)
			m.write(path_of(f["feed"], f["field"].replace("_", "-")))
	for feed in feeds:
		for _ in range(once):
			for what in ("element", "end", "attribute", "encoding", "fault", "file", "doctype", "mixed"):
				person = next(at)[1]
				m = message(feed)
				path = path_of(feed, what)
				m.write(path)
				text = open(path, encoding="utf-8").read()
				if what == "file":
					os.rename(path, os.path.join(inbox, feed, "%s_20240321%02d%02d00.xml" % (person.replace("/", " "), serial // 60 % 24, serial % 60)))
					continue
				first = "<" + re.sub(r"[^\w ]", "", person).strip() + ">"
				last = text.rindex("</")
				text = {"element": text[:last] + first + text[last:], "end": text + person, "attribute": text[:last] + "<a b=" + person + ">" + text[last:],
					"encoding": text.replace("utf-8", person, 1).replace("UTF-8", person, 1),
					"fault": '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>%s</faultcode><faultstring>Không có hồ sơ của %s</faultstring></s:Fault></s:Body></s:Envelope>' % (person, person),
					"doctype": "<!DOCTYPE x [<!ENTITY e '%s'>]>" % person + text[text.index("?>") + 2:],
					"mixed": text[:last] + person + text[last:]}[what]
				open(path, "w", encoding="utf-8").write(text)
	needles = set()
	for _, text, found in made:
		for needle in [text] + found:
			needles |= {unicodedata.normalize(form, needle) for form in ("NFC", "NFD")} | {needle}
	with open(inbox + ".needles", "w", encoding="utf-8") as f:
		f.write("".join(n + "\n" for n in sorted(needles) if len(n) > 4))
	print("planted=%d messages=%d" % (len(made) - len(list(at)), serial))


if __name__ == "__main__":
	main(*sys.argv[1:])
