"""qpdf and poppler on each PDF: sound syntax, every font embedded, a title, tags.

usage: judge-pdf FILE.pdf…
"""

import sys

from verdict import judge, run, tail


def syntax(file):
    """What `qpdf --check` finds; a warning counts."""
    status, stdout, stderr = run(["qpdf", "--check", file])
    return [] if status == 0 else [f"qpdf ended with {status}", *tail(stdout + stderr)]


def fonts(file):
    """The fonts that are not embedded; a book without any font is wrong too."""
    status, stdout, stderr = run(["pdffonts", file])
    if status != 0:
        return [f"pdffonts ended with {status}", *tail(stderr)]
    rows = stdout.splitlines()[2:]
    # Names may hold spaces; the columns are counted from the right:
    # emb, sub, uni, object number, generation.
    missing = [f"not embedded: {row.split()[0]}" for row in rows if row.split()[-5] != "yes"]
    return missing if rows else ["no font at all"]


def info(file):
    """Whether the PDF says its title and that it is tagged."""
    status, stdout, stderr = run(["pdfinfo", file])
    if status != 0:
        return [f"pdfinfo ended with {status}", *tail(stderr)]
    entries = dict(line.split(":", 1) for line in stdout.splitlines() if ":" in line)
    findings = []
    if not entries.get("Title", "").strip():
        findings.append("has no title")
    if entries.get("Tagged", "").strip() != "yes":
        findings.append("is not tagged")
    return findings


judge({"qpdf": syntax, "pdffonts": fonts, "pdfinfo": info}, sys.argv[1:])
