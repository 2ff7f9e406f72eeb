"""Breaks a good book, PDF and report in small ways: each judge has to fail what it is there for.

usage: judge-judges BOOK.epub BOOK.pdf BOOK.report.html PAGED.epub

PAGED is a book with a page-list. Beside both books lies the `ir.json` that tests/run writes.
"""

import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from verdict import judge, run, tail

BIN = Path(os.environ["JUDGES"], "bin")

# The judge, its program with leading arguments, and the mutation: in entries
# of the EPUB whose name ends so, in the PDF or in the report, the first bytes become the second;
# without first bytes, the second are put at the end. What ends in `nav.xhtml` is in the book with a page-list.
BROKEN = [
    ("epubcheck", ["epubcheck5"], ".css", b"", b"p { position: fixed }\n"),
    ("epubcheck-ts", ["epubcheck-ts"], ".css", b"", b"p { position: fixed }\n"),
    ("kobofix", ["judge-kobo"], ".css", b"", b"p { margin: var(--x) }\n"),
    ("ace", ["judge-ace"], ".xhtml", b' role="doc-noteref"', b""),
    ("foliate", ["read-epub"], ".xhtml", b"backlink", b"nolink"),
    ("epubjs", ["read-epub"], ".xhtml", b"backlink", b"nolink"),
    # A call that is none any more is missed only by who knows the source.
    ("foliate", ["read-epub"], ".xhtml", b"noteref", b"noteraf"),
    ("epubjs", ["read-epub"], ".xhtml", b"#anm-1\"", b"#anm-9\""),
    ("epubjs", ["read-epub"], "nav.xhtml", b"#seite-12\"", b"#seite-11\""),
    ("screens", ["read-epub"], ".css", b"", b"p { color: #bbb }\n"),
    ("screens", ["read-epub"], ".css", b"", b"p { color: #333 }\n"),
    ("screens", ["read-epub"], ".css", b"", b"p { width: 900px }\n"),
    ("screens", ["read-epub"], ".css", b"", b"p { font-size: 12px }\n"),
    ("screens", ["read-epub"], ".css", b"", b"p { line-height: 1.2 }\n"),
    ("calibre", ["judge-calibre"], ".xhtml", "Ein Gedicht behält".encode(), "Ein behält".encode()),
    ("calibre", ["judge-calibre"], ".xhtml", b"Der Name in der eckigen Klammer", b"Der Name in der Klammer"),
    ("qpdf", ["judge-pdf"], ".pdf", b"startxref", b"startnext"),
    ("pdffonts", ["judge-pdf"], ".pdf", b"/FontFile", b"/NontFile"),
    ("pdfinfo", ["judge-pdf"], ".pdf", b"/Marked true", b"/Narked true"),
    ("verapdf-2a", ["verapdf", "2a"], ".pdf", b"pdfaid:conformance>A<", b"pdfaid:conformance>Q<"),
    ("verapdf-ua1", ["verapdf", "ua1"], ".pdf", b"pdfuaid:part>1<", b"pdfuaid:part>7<"),
    ("report", ["judge-report"], ".html", b' id="page-', b' id="pace-'),
    ("a11y", ["judge-a11y"], ".a11y.html", b"<html lang", b"<html long"),
]


def mutate(source, target, ending, before, after):
    """Writes a copy of the book with the mutation; without a place for it, that is an error."""
    places = 0

    def change(data):
        nonlocal places
        places += data.count(before)
        return data.replace(before, after) if before else data + after

    if target.suffix != ".epub":
        target.write_bytes(change(source.read_bytes()))
    else:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                new.writestr(entry, change(data) if entry.filename.endswith(ending) else data)
    if places == 0:
        raise ValueError(f"{source} has no {before!r} to change")


def must_fail(name, command, ending, before, after):
    """A judge on the judge: it finds something when the named one lets the broken book pass."""

    def findings(made):
        epub, pdf, report, paged = made
        access = epub.with_suffix(".a11y.html")
        source = {".pdf": pdf, ".html": report, ".a11y.html": access, "nav.xhtml": paged}.get(ending, epub)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "broken" + source.suffix)
            mutate(source, target, ending, before, after)
            if source.suffix == ".html":
                # The judge compares the page with the JSON beside it.
                shutil.copy(source.with_suffix(".json"), target.with_suffix(".json"))
            if source.suffix == ".epub":
                shutil.copy(source.parent.parent / "ir.json", folder)
            status, stdout, stderr = run([BIN / command[0], *command[1:], target])
        if status == 1 and f"FAIL {name} {target}" in stdout.splitlines():
            return []
        return [f"let pass {before!r} for {after!r}", *tail(stdout + stderr)]

    return findings


class Made(tuple):
    """Book, PDF and report; a verdict names them in one word."""

    def __str__(self):
        return " and ".join(path.name for path in self)


names = {f"can-fail-{name}-{number}": must_fail(name, *rest) for number, (name, *rest) in enumerate(BROKEN, 1)}
judge(names, [Made(Path(word) for word in sys.argv[1:5])])
