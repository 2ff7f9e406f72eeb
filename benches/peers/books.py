"""The books that all are given, in the form of each: chapters of plain paragraphs with notes, and nothing else."""

import re
import subprocess
import uuid
from pathlib import Path

# Words of a chapter, and of a book at least so that it has one more.
CHAPTER = 2500
# What all forms write alike.
PLAIN = re.compile(r"[\w\s.,;:!?„“‚‘»«›‹–…’()-]+")
# Calls of notes, and what is marked within a line.
CALL = re.compile(r"\[\^[^\]]*\]")
MARKED = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")


def paragraphs(generator, work, words):
    """Paragraphs of the book made for tests that hold nothing but words, about so many words of them."""
    folder = work / "prose"
    subprocess.run([generator, folder, "--words", str(words * 2 + 20_000)], check=True)
    for path in sorted((folder / "text").glob("*-kapitel.dj")):
        for block in path.read_text().split("\n\n"):
            text = MARKED.sub(r"\1", CALL.sub("", " ".join(block.split())))
            if text[:1].isalpha() and PLAIN.fullmatch(text) and len(text.split()) > 20:
                yield text


class Book:
    """Chapters of paragraphs, each with the text of a note or none."""

    def __init__(self, name, prose, words, notes):
        self.name = name
        self.chapters = [[]]
        self.words = self.notes = 0
        in_chapter = 0
        while self.words < words:
            paragraph = next(prose)
            note = None
            if self.notes < notes and self.words * notes >= self.notes * words:
                note = " ".join(next(prose).split()[:30])
                self.notes += 1
            if in_chapter > CHAPTER:
                self.chapters.append([])
                in_chapter = 0
            self.chapters[-1].append((paragraph, note))
            self.words += len(paragraph.split())
            in_chapter += len(paragraph.split())

    def markup(self, heading, call, note):
        """The chapters as text: how a heading, a paragraph with its call and the notes of a chapter are written."""
        number = 0
        for at, chapter in enumerate(self.chapters, 1):
            out, notes = [heading(f"Kapitel {at}")], []
            for paragraph, said in chapter:
                if said is not None:
                    number += 1
                    paragraph += call(number, said)
                    notes.append(note(number, said))
                out.append(paragraph)
            yield "\n\n".join(out + [one for one in notes if one]) + "\n"

    def write(self, folder):
        """Writes all forms into a folder: an edition, Markdown, Typst, and what crowbook reads."""
        title = f"Versuchsbuch {self.name}"
        text = lambda: self.markup(
            lambda title: f"# {title}",
            lambda number, _: f"[^n{number}]",
            lambda number, said: f"[^n{number}]: {said}",
        )
        self.edition(folder / "edition", title, text())
        chapters = list(text())
        head = f"---\ntitle: {title}\nauthor: Ida Probe\nlang: de\n---\n\n"
        (folder / "book.md").write_text(head + "\n".join(chapters))
        (folder / "crow").mkdir()
        settings = f"title: {title}\nauthor: Ida Probe\nlang: de\nrendering.num_depth: 0\n"
        for at, chapter in enumerate(chapters, 1):
            (folder / f"crow/{at}.md").write_text(chapter)
        listed = "".join(f"+ {at}.md\n" for at in range(1, len(chapters) + 1))
        (folder / "crow/book.book").write_text(f"{settings}output.epub: ../crow.epub\n\n{listed}")
        chapters = self.markup(
            lambda title: f"= {title}", lambda _, said: f"#footnote[{said}]", lambda *_: ""
        )
        (folder / "book.typ").write_text(TYPST.replace("TITLE", title) + "\n".join(chapters))

    def edition(self, folder, title, chapters):
        (folder / "text").mkdir(parents=True)
        sections = []
        for at, chapter in enumerate(chapters, 1):
            (folder / f"text/{at:04}.dj").write_text(chapter)
            sections.append(f'[[section]]\nfile = "text/{at:04}.dj"\nrole = "chapter"\n')
        name = f"buch-{self.name}"
        manifest = EDITION.format(title=title, slug=name, uuid=uuid.uuid5(uuid.NAMESPACE_URL, name))
        (folder / "edition.toml").write_text(manifest + "\n".join(sections))


EDITION = """slug = "{slug}"
title = "{title}"
language = "de"
identifier = "urn:uuid:{uuid}"
date = 2026-11-25
layouts = ["pamphlet"]
epub = {{ pages = "none" }}

[[contributor]]
name = "Ida Probe"

[notes.anm]
placement = "footnote"

"""

# As one sets a book in bare Typst: type, area and contents as the layout has them, its own hyphenation.
TYPST = """#set document(title: "TITLE", author: "Ida Probe", date: datetime(year: 2026, month: 11, day: 25))
#set page(width: 148mm, height: 210mm, margin: (inside: 17mm, outside: 22mm, top: 18mm, bottom: 24mm), numbering: "1")
#set text(lang: "de", font: "Libertinus Serif", size: 10.5pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1em, spacing: 0.55em, leading: 0.55em)
#show heading.where(level: 1): it => { pagebreak(weak: true); v(3em); it; v(2em) }
#title()
#outline(title: "Inhalt")

"""
