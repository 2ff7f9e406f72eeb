#!/usr/bin/env python3
"""Keeps of `german-parts.txt` what texts bear out.

    german-parts.py PARTS WORDS NOVELS LAWS > german-parts.txt

PARTS is the list as it is, WORDS has all forms of German words, one a line, in lower case; NOVELS has a folder of novels as XML, LAWS
one of laws as Markdown. Any file may be compressed with gzip. README.md tells whence they are.
"""

import collections
import gzip
import pathlib
import re
import sys

# A member of so many different words stays, and a word that the texts have so often.
MEMBER, ALONE = 2, 8
ENDINGS = ("", "e", "n", "s", "en", "es", "er", "ern")


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")


def counted(folder, ending, fewest):
    """The words of texts with their counts; those of fewer texts are left out."""
    words, texts = collections.Counter(), collections.Counter()
    for path in sorted(pathlib.Path(folder).rglob(f"*{ending}*")):
        with opened(path) as file:
            text = file.read()
        text = re.sub(r"<[^>]+>", "", text[max(0, text.find("<body")) :])
        found = collections.Counter(word.lower() for word in re.findall(r"[^\W\d_]+", text))
        words.update(found)
        texts.update(found.keys())
    return collections.Counter({word: count for word, count in words.items() if texts[word] >= fewest})


def main():
    parts, words, novels, laws = sys.argv[1:5]
    texts = counted(novels, ".xml", 2) + counted(laws, ".md", 1)
    with opened(words) as file:
        known = {line.strip().lower() for line in file} | texts.keys()
    with opened(parts) as file:
        lines = file.read().splitlines()
    members = {line.split()[0] for line in lines if not line.startswith("# ")}
    begins, ends = collections.Counter(), collections.defaultdict(set)
    for word in known:
        for at in range(2, len(word) - 2):
            if word[:at] in members:
                begins[word[:at]] += 1
            for ending in ENDINGS:
                last = word[at : len(word) - len(ending)]
                if word.endswith(ending) and last in members:
                    ends[last].add(word[:at])

    def is_borne_out(word, cost):
        if cost in ("=", ".."):
            return True
        first, last = cost[0] != ".", cost[1:2] not in ("", ".")
        return first and begins[word] >= MEMBER or last and len(ends[word]) >= MEMBER or texts[word] >= ALONE

    kept = {line.split()[0] for line in lines if not line.startswith("# ") and is_borne_out(*line.split())}
    # Words with `ß` have a twin with `ss`.
    twins = {word for word in members if word.replace("ß", "ss") in kept} | {word.replace("ß", "ss") for word in kept}
    stay = kept | twins
    for line in lines:
        if line.startswith("# ") or line.split()[0] in stay:
            print(line)


if __name__ == "__main__":
    main()
