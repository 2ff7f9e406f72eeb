"""The words of a book's source, from its `ir.json`: what an output has to hold, in order."""

import json
import unicodedata
from pathlib import Path

# Kinds of inlines that stand in a line of text; what else has a `content` is a block.
INLINES = {
    "text", "emphasis", "strong", "small-caps", "letterspaced", "superscript", "subscript", "code",
    "inserted", "deleted", "highlighted", "work-title", "group", "stage", "link", "note-call",
    "page-reference", "page-marker", "line-break", "image", "index-mark", "citation", "quoted",
}  # fmt: skip
# Made by umbruch out of what stands elsewhere.
GENERATED = {"captions", "index"}
# What says something of a block and is no text of it.
BESIDE = {"short", "works", "mark", "target", "alt", "path", "citations", "calls", "number", "node"}
# Characters that guide a line breaker and are no part of a word.
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))


def beside(file):
    """The `ir.json` that `tests/run` writes beside the book, or above its folder."""
    for folder in Path(file).resolve().parents[:3]:
        if (folder / "ir.json").exists():
            return in_order(json.loads((folder / "ir.json").read_text(encoding="utf-8"))["book"])
    raise FileNotFoundError("there is no ir.json beside the book, which `umbruch ir --json` writes")


def in_order(book):
    """A book's sections in reading order, its notes with what is known of each, and where calls lead."""
    arrangement = book["arrangement"]
    manuscript = arrangement["manuscript"]

    def section(number):
        return arrangement["made"].get(str(number)) or manuscript["sections"][number]

    return {
        "sections": [section(placed["section"]) for placed in arrangement["order"]],
        "notes": [
            {**manuscript["sections"][note["section"]]["notes"][note["at"]], **note}
            for note in book["notes"]["list"]
        ],
        "series": manuscript["series"],
        "calls": book["notes"]["calls"],
        "citations": book["citations"],
    }


def bare(text):
    """Text without spaces and what cannot be seen, so that only what is said counts."""
    return "".join(unicodedata.normalize("NFC", text).translate(UNSEEN).split())


def lines(tree, book):
    """The lines of text in a part of the book, in order: each a list of pieces between what the EPUB says by itself."""
    if isinstance(tree, list):
        if tree and all(isinstance(part, dict) and part.get("type") in INLINES for part in tree):
            pieces = [""]
            spell(tree, book, pieces)
            if any(bare(piece) for piece in pieces):
                yield [piece for piece in pieces if bare(piece)]
        else:
            for part in tree:
                yield from lines(part, book)
    elif isinstance(tree, dict) and tree.get("type") not in GENERATED:
        if isinstance(tree.get("text"), str):
            yield [tree["text"]]
        for key, part in tree.items():
            if key not in BESIDE:
                yield from lines(part, book)


def spell(inlines, book, pieces):
    """Puts what inlines say behind the last piece; where they leave something open, a new one begins."""
    for inline in inlines:
        kind = inline["type"]
        if kind == "note-call":
            # Some outputs set it in brackets, or give it another space.
            call = book["calls"].get(inline["node"])
            pieces.append(book["notes"][call["note"]]["mark"] if call else "")
            pieces.append("")
        elif kind in ("page-reference", "image") or (kind == "link" and not inline["content"]):
            pieces.append("")
        elif kind == "line-break":
            pieces[-1] += " "
        elif "text" in inline:
            pieces[-1] += inline["text"]
        elif kind == "citation":
            spell(book["citations"].get(inline["node"], []), book, pieces)
        else:
            spell(inline.get("content", []), book, pieces)


def body(book):
    """The lines of all sections, without the notes."""
    for section in book["sections"]:
        if section.get("file") or section["role"] in ("bibliography",):
            yield from lines([section["heading"] or {}, section["blocks"]], book)


def series(book):
    """For each series of notes the lines of its notes, in the order of their numbers."""
    for number, _ in enumerate(book["series"]):
        notes = [note for note in book["notes"] if note["series"] == number and note.get("calls")]
        yield [line for note in notes for line in lines(note["body"], book)]
