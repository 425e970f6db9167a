"""A message of a feed with one record for each text of its first one, that text replaced by a person's: planted_systems.py FILE OUT.

Every leaf and every attribute of the first record is planted with a name, a telephone number and a citizen's number in turn; leaves
that stand several times are planted alone too. What was planted is printed, one a line."""
import copy
import sys
import xml.etree.ElementTree as tree

PLANTS = ["NGUYỄN VĂN MẬT", "0999123456", "099912345678", "mat@khong-co.example"]


def parent_of_records(root):
    """The innermost element that has several children of one name with children or attributes of their own."""
    found = None
    for element in root.iter():
        names = [c.tag for c in element]
        if len(names) > 1 and len(set(names)) == 1 and (len(element[0]) or element[0].attrib):
            found = found if found is not None else element
    return found


def main():
    source, out = sys.argv[1:3]
    document = tree.parse(source)
    root = document.getroot()
    parent = parent_of_records(root)
    first = parent[0]
    for child in list(parent):
        parent.remove(child)
    places = 0
    for number, _ in enumerate(first.iter()):
        for plant in PLANTS:
            record = copy.deepcopy(first)
            element = list(record.iter())[number]
            if len(element):
                continue
            element.text = plant
            parent.append(record)
            places += 1
    for name in first.attrib:
        for plant in PLANTS:
            record = copy.deepcopy(first)
            record.set(name, plant)
            parent.append(record)
            places += 1
    document.write(out, encoding="UTF-8", xml_declaration=True)
    print(places)


main()
