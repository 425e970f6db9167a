"""A data package (datapackage.org, version 2): the descriptor by its JSON schema, then the data by the descriptor."""
import csv
import datetime
import decimal
import hashlib
import io
import re

import jsonschema

from open import Unknown

csv.field_size_limit(1 << 30)
# What a descriptor may say; what is not here is not judged and so refused.
FIELD = {"name", "title", "description", "example", "rdfType", "type", "format", "constraints", "missingValues", "trueValues", "falseValues",
         "decimalChar", "groupChar", "bareNumber"}
SCHEMA = {"$schema", "fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues", "fieldsMatch"}
DIALECT = {"$schema": None, "delimiter": None, "lineTerminator": None, "quoteChar": '"', "doubleQuote": True, "header": True, "headerRows": [1],
           "skipInitialSpace": False}
FORMATS = {"default": ".*", "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", "email": r"[^@\s]+@[^@\s]+",
           "uuid": "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"}


def matched(pattern, text):
    if not re.fullmatch(pattern, text, re.DOTALL):
        raise ValueError(text)
    return text


def boolean(field, text):
    if text in field.get("trueValues", ["true", "True", "TRUE", "1"]):
        return True
    if text in field.get("falseValues", ["false", "False", "FALSE", "0"]):
        return False
    raise ValueError(text)


def number(field, text):
    text = text.replace(field["groupChar"], "") if field.get("groupChar") else text
    text = text.replace(field.get("decimalChar", "."), ".")
    return decimal.Decimal(matched(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|-?INF", text).replace("INF", "Infinity"))


def integer(field, text):
    text = text.replace(field["groupChar"], "") if field.get("groupChar") else text
    return int(matched("[+-]?[0-9]+", text))


def date(field, text):
    return datetime.date.fromisoformat(matched(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))


def moment(field, text):
    pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?"
    value = datetime.datetime.fromisoformat(matched(pattern, text))
    return value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)


TYPES = {"string": lambda field, text: matched(FORMATS[field.get("format", "default")], text), "any": lambda field, text: text,
         "integer": integer, "number": number, "boolean": boolean, "date": date, "datetime": moment,
         "year": lambda field, text: int(matched(r"-?[0-9]{4,}", text)),
         "yearmonth": lambda field, text: matched(r"-?[0-9]{4,}-(0[1-9]|1[0-2])", text)}


class Column:
    """One field of a schema: what a cell says, and what may not be said."""

    def __init__(self, field, schema):
        self.field, self.name, kind = field, field["name"], field.get("type", "string")
        self.limits, form = field.get("constraints", {}), field.get("format", "default")
        strange = set(field) - FIELD | set(self.limits) - set(self.RULES) - {"required", "unique"} | {kind} - set(TYPES)
        if form != "default" and not (kind == "string" and form in FORMATS):
            strange.add(form)
        if strange:
            raise Unknown(f"field {self.name}: {', '.join(sorted(map(str, strange)))}: not known here")
        self.kind, self.read = kind, lambda text: TYPES[kind](field, text)
        self.missing = {each["value"] if isinstance(each, dict) else each for each in field.get("missingValues", schema.get("missingValues", [""]))}
        self.bounds = {rule: self.bound(rule, limit) for rule, limit in self.limits.items()}
        self.seen = set()

    def bound(self, rule, limit):
        """A limit as a value of the field's type; a descriptor may write it as text."""
        if rule == "enum":
            return {self.read(each) if isinstance(each, str) else each for each in limit}
        return self.read(str(limit)) if rule.lower().endswith("imum") else limit

    RULES = {
        "enum": lambda value, text, limit: value in limit, "pattern": lambda value, text, limit: re.fullmatch(limit, text),
        "minimum": lambda value, text, limit: value >= limit, "maximum": lambda value, text, limit: value <= limit,
        "exclusiveMinimum": lambda value, text, limit: value > limit, "exclusiveMaximum": lambda value, text, limit: value < limit,
        "minLength": lambda value, text, limit: len(text) >= limit, "maxLength": lambda value, text, limit: len(text) <= limit}

    def check(self, text):
        """The cell's value, None when it is missing, and what is wrong with it."""
        if text in self.missing:
            return None, ["found no value, expected one (required)"] if self.limits.get("required") else []
        try:
            value = self.read(text)
        except ValueError:
            return text, [f"found {text[:40]!r}, expected {self.kind}"]
        wrong = [f"found {text[:40]!r}, expected {rule} {self.limits[rule]}" for rule, limit in self.bounds.items()
                 if rule in self.RULES and not self.RULES[rule](value, text, limit)]
        if self.limits.get("unique"):
            if value in self.seen:
                wrong.append(f"found {text[:40]!r} again, expected it once (unique)")
            self.seen.add(value)
        return value, wrong


class Table:
    """A resource with a schema, and its rows as values."""

    def __init__(self, resource, data, found):
        schema, dialect = resource["schema"], resource.get("dialect", {})
        if not isinstance(schema, dict) or not isinstance(dialect, dict):
            raise Unknown(f"{resource['name']}: a schema or dialect in a file of its own: not known here")
        strange = set(schema) - SCHEMA | {key for key, value in dialect.items() if key not in DIALECT or DIALECT[key] not in (None, value)}
        if strange or schema.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
            raise Unknown(f"{resource['name']}: {', '.join(sorted(strange)) or 'fieldsMatch'}: not known here")
        self.path, self.schema, self.found, self.rows = resource["path"], schema, found, []
        self.is_read = False
        self.columns = [Column(field, schema) for field in schema["fields"]]
        self.names = [column.name for column in self.columns]
        if len(set(self.names)) < len(self.names):
            self.say("schema", f"found fields {self.names}, expected each name once")
        try:
            rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=dialect.get("delimiter", ","), strict=True)
            self.read(rows)
        except (UnicodeDecodeError, csv.Error) as error:
            self.say("file", f"found {error}, expected CSV in UTF-8")

    def say(self, where, what):
        self.found.append(f"{self.path}: {where}: {what}")

    def read(self, rows):
        header = next(rows, [])
        if header != self.names:
            self.say("line 1", f"found {','.join(header)}, expected {','.join(self.names)}")
            return
        for row in rows:
            if len(row) != len(self.names):
                self.say(f"line {rows.line_num}", f"found {len(row)} cells, expected {len(self.names)}")
                continue
            values = {}
            for column, text in zip(self.columns, row):
                values[column.name], wrong = column.check(text)
                for each in wrong:
                    self.say(f"line {rows.line_num}: {column.name}", each)
            self.rows.append((rows.line_num, values))
        self.is_read = True

    def keys(self, fields, what):
        """(line, values) of each row; nothing when the key names a field that is none."""
        if set(fields) - set(self.names):
            self.say("schema", f"found {what} of {','.join(fields)}, expected fields of the schema")
            return []
        return [(line, tuple(values[name] for name in fields)) for line, values in self.rows]

    def check_unique(self, fields, what, may_miss):
        seen = {}
        for line, key in self.keys(fields, what):
            if None in key:
                if not may_miss:
                    self.say(f"line {line}", f"found {what} {key} with no value, expected one")
            elif seen.setdefault(key, line) != line:
                self.say(f"line {line}", f"found {what} {key} of line {seen[key]} again, expected it once")

    def check_keys(self, tables):
        if "primaryKey" in self.schema:
            self.check_unique(as_list(self.schema["primaryKey"]), "the primary key", may_miss=False)
        for fields in self.schema.get("uniqueKeys", []):
            self.check_unique(as_list(fields), "the unique key", may_miss=True)
        for each in self.schema.get("foreignKeys", []):
            fields, reference = as_list(each["fields"]), each["reference"]
            there = tables.get(reference["resource"]) if reference.get("resource") else self
            wanted = as_list(reference["fields"])
            if there is None or set(wanted) - set(there.names) or len(wanted) != len(fields):
                self.say("schema", f"found a foreign key to {reference}, expected a table of the package and as many of its fields")
                continue
            if not there.is_read:
                continue  # told already
            known = {key for _, key in there.keys(wanted, "a reference")}
            for line, key in self.keys(fields, "a foreign key"):
                if None not in key and key not in known:
                    self.say(f"line {line}", f"found {key} in {','.join(fields)}, expected one of {there.path}: {','.join(wanted)}")


def as_list(names):
    return [names] if isinstance(names, str) else names


def read_resource(folder, resource, found):
    """The resource's bytes, or None when it has none inside the folder."""
    path = resource.get("path")
    if not isinstance(path, str) or not (folder / path).resolve().is_relative_to(folder.resolve()) or not (folder / path).is_file():
        found.append(f"datapackage.json: {resource['name']}: found path {path}, expected one file of the package")
        return None
    data = (folder / path).read_bytes()
    for what, should in (("bytes", len(data)), ("hash", "sha256:" + hashlib.sha256(data).hexdigest()), ("encoding", "utf-8")):
        told = resource.get(what, "utf-8" if what == "encoding" else None)
        if told != should:
            found.append(f"{path}: found {what} {told} in datapackage.json, expected {should}")
    return data


def check_sums(folder, found):
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {}
    for count, line in enumerate(lines, 1):
        parts = re.fullmatch(r"([0-9a-f]{64}) [ *](.+)", line)
        if not parts or parts[2] in sums:
            found.append(f"SHA256SUMS: line {count}: found {line[:90]!r}, expected a sum and a file not yet named")
        else:
            sums[parts[2]] = parts[1]
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()} - {"SHA256SUMS"}
    found.extend(f"{name}: found no line in SHA256SUMS, expected one" for name in sorted(there - set(sums)))
    found.extend(f"SHA256SUMS: found {name}, expected a file of the package" for name in sorted(set(sums) - there))
    for name in sorted(there & set(sums)):
        path = folder / name
        sum_of = "a link" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        if sum_of != sums[name]:
            found.append(f"{name}: found {sum_of}, expected {sums[name]} of SHA256SUMS")


def check(folder, rules, read_json):
    found = []
    package = read_json(folder / "datapackage.json", found)
    rule = read_json(rules / "datapackage.json", found)
    judge = jsonschema.Draft7Validator(rule, format_checker=jsonschema.draft7_format_checker)
    for error in sorted(judge.iter_errors(package), key=lambda error: str(list(error.path))):
        found.append(f"datapackage.json: {'/'.join(map(str, error.path)) or '.'}: found {error.message[:160]}, expected what the profile asks")
    if found:
        return found  # what follows reads what the profile promises
    if not re.fullmatch(r"https://datapackage\.org/profiles/2\.[0-9]+/datapackage\.json", package.get("$schema", "")):
        found.append(f"datapackage.json: found $schema {package.get('$schema')}, expected a profile of version 2")
    tables, names = {}, [resource["name"] for resource in package["resources"]]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            found.append(f"datapackage.json: found resource {name} {names.count(name)} times, expected once")
    for resource in package["resources"]:
        data = read_resource(folder, resource, found)
        if data is not None and "schema" in resource:
            tables[resource["name"]] = Table(resource, data, found)
    for table in tables.values():
        table.check_keys(tables)
    check_sums(folder, found)
    return found
