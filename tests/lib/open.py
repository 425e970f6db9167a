#!/usr/bin/python3
"""open.py - validates a bundle of open data as strangers' programs would, with no code of the product and no network

usage: open.py [--rules DIR] package DIR     datapackage.json, the data that it describes, SHA256SUMS
       open.py [--rules DIR] dcat FILE...    JSON-LD against the SHACL shapes of DCAT-AP; what is only recommended is a note

  --rules DIR  datapackage.json (JSON schema) and *.ttl (shapes) there instead of tests/data/open

A line a finding. Status 0 without findings, 1 with, 66 when a file cannot be read, 70 when the rules or the bundle ask for what this
program does not know: silence is no pass.
"""
import json
import pathlib
import sys
import traceback

RULES = pathlib.Path(__file__).resolve().parent.parent / "data" / "open"


class Unknown(Exception):
    """Something that must be judged and that this program cannot judge."""


def read_json(path, found):
    """The value of a file; a key that stands twice is a finding, as readers differ in which of the two they take."""
    def once(pairs):
        keys = [key for key, _ in pairs]
        found.extend(f"{path.name}: found the key {key} {keys.count(key)} times, expected once" for key in sorted(set(keys)) if keys.count(key) > 1)
        return dict(pairs)
    try:
        return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=once)
    except ValueError as error:
        found.append(f"{path.name}: found {error}, expected JSON in UTF-8")
        return None


def main(arguments):
    rules = RULES
    if arguments[:1] == ["--rules"] and len(arguments) > 1:
        rules, arguments = pathlib.Path(arguments[1]), arguments[2:]
    command, files = arguments[:1], [pathlib.Path(name) for name in arguments[1:]]
    try:
        if command == ["package"] and len(files) == 1:
            import open_package
            found = open_package.check(files[0], rules, read_json)
        elif command == ["dcat"] and files:
            import open_dcat
            found = open_dcat.check(files, rules, read_json)
        else:
            print(__doc__, file=sys.stderr)
            return 64
    except OSError as error:
        print(f"open.py: {error}", file=sys.stderr)
        return 66
    except Unknown as error:
        print(f"open.py: {error}", file=sys.stderr)
        return 70
    except Exception:
        traceback.print_exc()
        return 70
    for line in found:
        print(line)
    return 1 if any(not line.startswith("note: ") for line in found) else 0


if __name__ == "__main__":
    sys.modules["open"] = sys.modules["__main__"]  # open_package and open_dcat raise its Unknown
    sys.exit(main(sys.argv[1:]))
