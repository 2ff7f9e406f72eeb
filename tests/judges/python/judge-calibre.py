"""calibre on each book: it becomes a book for Kindle (AZW3), and both hold every word of the source in order.

usage: judge-calibre FILE.epub…

The source is the `ir.json` beside the book, of which `umbruch ir --json` says that it is what all outputs are made of.
"""

import sys
import tempfile
from pathlib import Path

from source import bare, beside, body, series
from verdict import judge, run, tail

# Text that may stand between two lines or pieces of one, as the number of a line of verse: so many letters.
BETWEEN = 200
# So many missing words are told.
TOLD = 8
# calibre's way to say that it came to grief over a part and went on.
COMPLAINTS = ("Traceback", "ERROR", "Failed to", "Invalid", "malformed")


def convert(source, target, *options):
    """What calibre complains of on the way from one file to the other."""
    status, stdout, stderr = run(["ebook-convert", source, target, "--keep-ligatures", *options])
    said = (stdout + stderr).splitlines()
    found = [line.strip() for line in said if any(word in line for word in COMPLAINTS)]
    if status != 0 or not target.exists():
        found = [f"ebook-convert to {target.suffix} ended with {status}", *(found or tail(stdout + stderr))]
    return found


def text_of(book, target):
    """The text of a book as calibre writes it, and its complaints."""
    found = convert(book, target, "--txt-output-encoding=utf-8", "--max-line-length=0")
    return (bare(target.read_text(encoding="utf-8")) if target.exists() else ""), found


def missing(text, lines, start=0):
    """The lines of which a word is missing or stands elsewhere in a text; and where the last was found."""
    found, at = [], start
    for pieces in lines:
        place = at
        for piece in pieces:
            wanted = bare(piece)
            reach = len(text) if place == at else place + BETWEEN + len(wanted)
            next_place = text.find(wanted, place, reach)
            if next_place < 0:
                word = first_missing(text, piece, place)
                found.append(f"missing or out of order: “{word}” of “{' '.join(' '.join(pieces).split())[:70]}”")
                break
            place = next_place + len(wanted)
        else:
            at = place
    return found, at


def first_missing(text, piece, place):
    """The first word of a piece that does not follow those before it."""
    for word in piece.split():
        next_place = text.find(bare(word), place, place + BETWEEN + len(word))
        if next_place < 0:
            return word
        place = next_place + len(bare(word))
    return piece.split()[-1]


def compare(text, book, name):
    """What of the source is not in a text: words of its sections, with the marks of calls, and of its notes."""
    found, _ = missing(text, body(book))
    for notes in series(book):
        found += missing(text, notes)[0]
    more = [f"and {len(found) - TOLD} more"] if len(found) > TOLD else []
    return [f"{name}: {finding}" for finding in found[:TOLD] + more]


def calibre(file):
    """The faults of the EPUB as text, of the AZW3, and of that as text."""
    book = beside(file)
    with tempfile.TemporaryDirectory() as folder:
        azw3 = Path(folder, "book.azw3")
        text, found = text_of(file, Path(folder, "epub.txt"))
        found += compare(text, book, "EPUB to text")
        complaints = convert(file, azw3)
        found += complaints
        if azw3.exists():
            text, complaints = text_of(azw3, Path(folder, "azw3.txt"))
            found += complaints + compare(text, book, "AZW3 to text")
    return found


judge({"calibre": calibre}, sys.argv[1:])
