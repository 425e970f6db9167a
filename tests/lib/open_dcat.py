"""JSON-LD against SHACL shapes: the core of SHACL (w3.org/TR/shacl) as far as DCAT-AP uses it, and a refusal of the rest.

A class is what the document itself declares: a word of a vocabulary elsewhere is of a class when the document says so, as validators without
those vocabularies ask it.
"""
import datetime
import logging
import re

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from open import Unknown

rdflib.NORMALIZE_LITERALS = False
logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # what is no value of its datatype is told as a finding
XSD = "http://www.w3.org/2001/XMLSchema#"
ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
DATE = r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}"
LEXICAL = {"date": DATE + ZONE, "dateTime": DATE + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?" + ZONE, "gYear": "-?[0-9]{4,}" + ZONE,
           "gYearMonth": "-?[0-9]{4,}-(0[1-9]|1[0-2])" + ZONE, "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", "integer": "[+-]?[0-9]+",
           "nonNegativeInteger": r"\+?[0-9]+|-0+", "hexBinary": "([0-9a-fA-F]{2})*", "string": ".*", "boolean": "true|false|0|1",
           "duration": r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?", "anyURI": r"\S*"}
KINDS = {SH.IRI: "I", SH.BlankNode: "B", SH.Literal: "L", SH.BlankNodeOrIRI: "BI", SH.BlankNodeOrLiteral: "BL", SH.IRIOrLiteral: "IL"}
# Words of a shape that bind nothing, or that another word reads; `flags` is read by pattern.
TARGETS = {"targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}
SILENT = TARGETS | {"path", "severity", "message", "name", "description", "order", "group", "defaultValue", "flags", "inversePath", "alternativePath"}


def is_of_datatype(value, datatype):
    if not isinstance(value, rdflib.Literal) or value.datatype != datatype:
        return False
    name = str(datatype).removeprefix(XSD)
    if not re.fullmatch(LEXICAL[name], str(value), re.DOTALL):
        return False
    try:
        if name in ("date", "dateTime"):
            datetime.datetime.fromisoformat(re.match(r"[^Z+.]*", str(value))[0][:19 if name == "dateTime" else 10])
        return True
    except ValueError:
        return False


def kind_of(node):
    return "L" if isinstance(node, rdflib.Literal) else "B" if isinstance(node, rdflib.BNode) else "I"


class Shapes:
    def __init__(self, shapes, data):
        self.shapes, self.data = shapes, data
        words = {str(p).removeprefix(str(SH)) for p in shapes.predicates() if p.startswith(str(SH))}
        if strange := words - SILENT - set(self.RULES):
            raise Unknown(f"shapes: sh:{', sh:'.join(sorted(strange))}: not known here")
        kinds = set(shapes.objects(None, SH.nodeKind)) - set(KINDS)
        kinds |= {each for each in shapes.objects(None, SH.datatype) if str(each).removeprefix(XSD) not in LEXICAL}
        if kinds:
            raise Unknown(f"shapes: {', '.join(sorted(kinds))}: not known here")
        if (None, SH.closed, rdflib.Literal(True)) in shapes or (None, SH.deactivated, rdflib.Literal(True)) in shapes:
            raise Unknown("shapes: sh:closed, sh:deactivated: not known here")
        if any((shape, RDF.type, RDFS.Class) in shapes for shape in shapes.subjects(RDF.type, SH.NodeShape)):
            raise Unknown("shapes: a class as its own target: not known here")

    def label(self, node):
        if isinstance(node, rdflib.BNode):
            kinds = sorted(self.label(kind) for kind in self.data.objects(node, RDF.type))
            return f"a {' '.join(kinds) or 'node'} without a name"
        return node.n3(self.shapes.namespace_manager)

    def path(self, node):
        if isinstance(node, rdflib.URIRef):
            return node
        if inverse := self.shapes.value(node, SH.inversePath):
            return ~self.path(inverse)
        if one_of := self.shapes.value(node, SH.alternativePath):
            return rdflib.paths.AlternativePath(*map(self.path, Collection(self.shapes, one_of)))
        if (node, RDF.first, None) in self.shapes:
            return rdflib.paths.SequencePath(*map(self.path, Collection(self.shapes, node)))
        raise Unknown("shapes: a path that is neither a property, its inverse, a choice nor a sequence: not known here")

    def is_a(self, node, wanted):
        """rdfs:Resource is everything's class, by RDF's own words."""
        kinds = [over for kind in self.data.objects(node, RDF.type) for over in self.data.transitive_objects(kind, RDFS.subClassOf)]
        return wanted in kinds or (wanted == RDFS.Resource and kind_of(node) != "L")

    def targets(self, shape):
        shapes, data = self.shapes, self.data
        for kind in shapes.objects(shape, SH.targetClass):
            yield from (node for node in data.subjects(RDF.type, None) if self.is_a(node, kind))
        yield from shapes.objects(shape, SH.targetNode)
        for name in shapes.objects(shape, SH.targetSubjectsOf):
            yield from data.subjects(name, None)
        for name in shapes.objects(shape, SH.targetObjectsOf):
            yield from data.objects(None, name)

    def check_all(self):
        """(severity, line) of everything found, without repetition."""
        shapes = {shape for word in TARGETS for shape in self.shapes.subjects(SH[word], None)}
        return sorted({result for shape in shapes for node in set(self.targets(shape)) for result in self.check(shape, node)})

    def check(self, shape, node):
        """What the shape finds of a node; one with a path, of the node's values there."""
        path = self.shapes.value(shape, SH.path)
        values = [node] if path is None else list(set(self.data.objects(node, self.path(path))))
        severity = self.shapes.value(shape, SH.severity, default=SH.Violation)
        where = self.label(node) + ("" if path is None else f": {self.label(path) if isinstance(path, rdflib.URIRef) else self.path(path).n3()}")
        for word, arguments in sorted(self.words(shape).items()):
            for argument in arguments:
                for result in self.RULES[word](self, shape, argument, values):
                    yield result if isinstance(result, tuple) else (str(severity).removeprefix(str(SH)), f"{where}: {result}")

    def words(self, shape):
        words = {}
        for predicate, argument in self.shapes.predicate_objects(shape):
            word = str(predicate).removeprefix(str(SH))
            if predicate.startswith(str(SH)) and word not in SILENT:
                words.setdefault(word, []).append(argument)
        return words

    def conforms(self, shape, node):
        return next(iter(self.check(shape, node)), None) is None

    def each(self, values, holds, expected):
        return [f"found {self.label(value)}, expected {expected}" for value in values if not holds(value)]

    def min_count(self, shape, least, values):
        return [] if len(values) >= int(least) else [f"found {len(values) or 'none'}, expected {least} at least"]

    def max_count(self, shape, most, values):
        return [] if len(values) <= int(most) else [f"found {len(values)}, expected {most} at most"]

    def class_(self, shape, wanted, values):
        return self.each(values, lambda value: self.is_a(value, wanted), f"it declared as {self.label(wanted)}")

    def datatype(self, shape, wanted, values):
        return self.each(values, lambda value: is_of_datatype(value, wanted), f"a value of {self.label(wanted)}")

    def node_kind(self, shape, wanted, values):
        return self.each(values, lambda value: kind_of(value) in KINDS[wanted], self.label(wanted))

    def property(self, shape, inner, values):
        return [result for value in values for result in self.check(inner, value)]

    def node(self, shape, inner, values):
        message = self.shapes.value(inner, SH.message)
        return self.each(values, lambda value: self.conforms(inner, value), message or f"what {self.label(inner)} asks")

    def not_(self, shape, inner, values):
        return self.each(values, lambda value: not self.conforms(inner, value), "not what it is")

    def counted(self, shape, inner, values, holds, expected):
        inners = list(Collection(self.shapes, inner))
        message = self.shapes.value(shape, SH.message)
        return self.each(values, lambda value: holds(sum(self.conforms(each, value) for each in inners), len(inners)), message or expected)

    def or_(self, shape, inner, values):
        return self.counted(shape, inner, values, lambda count, all_: count > 0, "one of the alternatives")

    def and_(self, shape, inner, values):
        return self.counted(shape, inner, values, lambda count, all_: count == all_, "all that is asked")

    def xone(self, shape, inner, values):
        return self.counted(shape, inner, values, lambda count, all_: count == 1, "exactly one of the alternatives")

    def in_(self, shape, inner, values):
        allowed = list(Collection(self.shapes, inner))
        return self.each(values, lambda value: value in allowed, f"one of {' '.join(map(self.label, allowed))}")

    def pattern(self, shape, pattern, values):
        flags = self.shapes.value(shape, SH.flags, default="")
        if set(flags) - set("i"):
            raise Unknown(f"shapes: sh:flags {flags}: not known here")
        written = re.compile(pattern, re.I if flags else 0)
        return self.each(values, lambda value: kind_of(value) != "B" and written.search(str(value)), f"the pattern {pattern}")

    def language_in(self, shape, inner, values):
        ranges = tuple(str(each).lower() + "-" for each in Collection(self.shapes, inner))
        return self.each(values, lambda value: f"{getattr(value, 'language', None) or ''}-".lower().startswith(ranges), f"a language of {ranges}")

    def unique_lang(self, shape, is_asked, values):
        languages = [value.language for value in values if getattr(value, "language", None)]
        if not is_asked.toPython() or len(set(languages)) == len(languages):
            return []
        return [f"found {len(languages)} texts in {len(set(languages))} languages, expected one in each"]

    def has_value(self, shape, wanted, values):
        return [] if wanted in values else [f"found {len(values)} others, expected {self.label(wanted)}"]

    # sh:shape is no word of SHACL, but some published shapes say it where they mean sh:node.
    RULES = {"minCount": min_count, "maxCount": max_count, "class": class_, "datatype": datatype, "nodeKind": node_kind, "property": property,
             "node": node, "shape": node, "not": not_, "or": or_, "and": and_, "xone": xone, "in": in_, "pattern": pattern,
             "languageIn": language_in, "uniqueLang": unique_lang, "hasValue": has_value,
             "closed": lambda self, *_: [], "deactivated": lambda self, *_: [], "ignoredProperties": lambda self, *_: []}


def contexts(value):
    """Every @context of the document, at any depth."""
    if isinstance(value, list):
        for each in value:
            yield from contexts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (each if isinstance(each, list) else [each]) if key == "@context" else contexts(each)


def pairs(value, maps):
    """Every key with its value, but those of the contexts and of a map by language or index, which are no terms."""
    if isinstance(value, list):
        for each in value:
            yield from pairs(each, maps)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key, each
            if key in maps and isinstance(each, dict):
                each = list(each.values())
            if key != "@context":
                yield from pairs(each, maps)


def check_document(document, name):
    """What a JSON-LD reader passes over in silence: a key that no context explains, a context elsewhere, an IRI with a blank."""
    terms, found = {"@id": "@id"}, []
    for context in contexts(document):
        if not isinstance(context, dict) or "@import" in context or any(isinstance(each, dict) and "@context" in each for each in context.values()):
            found.append(f"{name}: found the context {str(context)[:80]}, expected one in the document")
        else:
            terms.update(context)
    maps = {term for term, each in terms.items() if isinstance(each, dict) and re.search("@(language|index|id)", str(each.get("@container")))}
    ids = {term for term, each in terms.items() if each == "@id" or isinstance(each, dict) and each.get("@type") == "@id"}
    strange, bad = set(), set()
    for key, value in pairs(document, maps):
        if not (key.startswith("@") or key in terms or "@vocab" in terms or ":" in key and key.split(":")[0] in {*terms, "http", "https"}):
            strange.add(key)
        for iri in value if isinstance(value, list) else [value]:
            if key in ids and isinstance(iri, str) and re.search(r"[\s<>\"{}|\\^`]", iri):
                bad.add(iri)
    found += [f"{name}: found the key {key}, expected one that the context explains" for key in sorted(strange)]
    return found + [f"{name}: found {iri!r}, expected an IRI" for iri in sorted(bad)]


def check_file(path, shapes, read_json):
    found = []
    document = read_json(path, found)
    if document is not None:
        found += check_document(document, path.name)
    if found:
        return found
    data = rdflib.Graph().parse(str(path), format="json-ld")
    DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    for kind in ("Catalog", "Dataset", "Distribution"):
        if (None, RDF.type, DCAT[kind]) not in data:
            found.append(f"{path.name}: found no dcat:{kind}, expected one at least")
    for severity, line in Shapes(shapes, data).check_all():
        found.append(f"{path.name}: {line}" if severity == "Violation" else f"note: {path.name}: {line}")
    return found


def check(files, rules, read_json):
    shapes = rdflib.Graph()
    for path in sorted(rules.glob("*.ttl")):
        shapes.parse(str(path), format="turtle")
    if not len(shapes):
        raise Unknown(f"{rules}: found no shapes")
    return [line for path in files for line in check_file(path, shapes, read_json)]
