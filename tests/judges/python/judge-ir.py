"""The schema on each book's intermediate representation, as a program of other people reads both.

usage: judge-ir SCHEMA FILE.json…
"""

import copy
import json
import sys
from pathlib import Path

import fastjsonschema
from verdict import judge

schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
# The program knows the drafts up to 7; what the schema uses of 2020-12 means the same there.
schema.pop("$schema", None)
validate = fastjsonschema.compile(schema)


def faults(book):
    """What the schema has against a book."""
    try:
        validate(book)
    except fastjsonschema.JsonSchemaException as fault:
        return [fault.message]
    return []


def broken(book):
    """The book, broken where the schema has to see it."""
    without = copy.deepcopy(book)
    del without["book"]["arrangement"]["manuscript"]["metadata"]["title"]
    yield "a title that is missing", without
    wrong = copy.deepcopy(book)
    wrong["book"]["arrangement"]["manuscript"]["sections"][0]["role"] = "lumber"
    yield "a role that there is not", wrong
    shape = copy.deepcopy(book)
    shape["book"]["arrangement"]["manuscript"]["sections"][-1]["blocks"] = [{"span": {"file": 0, "start": 0, "end": 0}, "type": "paragraph"}]
    yield "a paragraph without content", shape


def ir(file):
    """What is against the book, and what the schema lets pass of broken ones."""
    book = json.loads(Path(file).read_text(encoding="utf-8"))
    passed = [f"the schema does not see {what}" for what, wrong in broken(book) if not faults(wrong)]
    return faults(book) + passed


judge({"ir-schema": ir}, sys.argv[2:])
