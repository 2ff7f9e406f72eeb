#!/usr/bin/env python3
"""Writes `german-nouns.txt`: what German nouns are made of, and what each member costs.

    german-nouns.py NOUNS WORDS > german-nouns.txt

NOUNS and WORDS have one word a line, NOUNS with capitals, WORDS all forms in lower case; either may be compressed
with gzip. README.md tells whence they are.
"""

import collections
import gzip
import math
import re
import sys

VOWELS = "aeiouyäöü"
# What may link a first member to the next.
LINKS = ["", "s", "es", "n", "en", "e", "er", "ens", "ns"]
# Nouns on these take no other link than `s`.
ABSTRACT = ("ung", "heit", "keit", "schaft", "ion", "tät")
# Suffixes, and a prefix, that look like nouns.
SUFFIXES = set(
    "heit keit schaft tum nis ling bar los haft sam ung ion tion tät ismus ist chen lein ei erei stel ische elle eller lose alien arier arien unter".split()
)
# Prefixes that begin with a vowel, of three letters and more.
PREFIXES = set("auf aus auseinander ein ent entgegen umher über unter".split())
ROUNDS = 4
# Members of fewer compounds are left out; short ones need more, since other letters look like them.
FEWEST = 3
# Last members that begin with a vowel are kept of fewer, and if they stand behind no linking element: patterns seldom find
# the joint before them (`Waisen-alien`, not `Waisena-lien`). The second number is for words of five letters.
FEWEST_OPEN = (1, 3)
# A noun of two letters is a member if so many others have it behind a linking element.
TWO = 15
# Nats that a member costs more than its share says: so much a list knows less than texts.
DEARER = 0.5


def lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        return [line.strip() for line in file]


def spoken(word):
    return len(word) >= 3 and any(c in VOWELS for c in word)


def linked(before, nouns):
    """Whether it is a noun with a linking element that only stands before another noun."""
    return before not in nouns and before[:-1] in nouns and before.endswith(("s", "en"))


def shortest(nouns):
    """Nouns of two letters that stand behind linking elements, so that they are members: `öl`."""
    found = collections.Counter(word[-2:] for word in nouns if word[-2:] in nouns and linked(word[:-2], nouns))
    return {word for word, count in found.items() if count >= TWO}


def first_members(nouns, stems):
    """All that may begin a compound: nouns with what links them, nouns without their last `e`, stems of verbs."""
    found = set(filter(spoken, stems)) | shortest(nouns)
    for noun in filter(lambda noun: len(noun) >= 3, nouns):
        for link in LINKS:
            doubled = noun.endswith("e") and link.startswith("e")
            odd = noun.endswith(ABSTRACT) and link not in ("", "s") and not link.startswith("n")
            if not doubled and not odd and spoken(noun + link):
                found.add(noun + link)
        if noun.endswith("e") and spoken(noun[:-1]):
            found.add(noun[:-1])
    return found


def divide(nouns, firsts):
    """Each compound with its two members: those that most compounds have, counted anew in each round."""
    lasts = set(filter(spoken, nouns)) | shortest(nouns)
    ways = {}
    for word in sorted(nouns):
        places = range(2, len(word) - 1)
        known = [(word[:at], word[at:]) for at in places if word[at:] in lasts and word[:at] in firsts]
        if known:
            ways[word] = known
    first, last = collections.Counter(), collections.Counter()
    for known in ways.values():
        for a, b in known:
            first[a] += 1 / len(known)
            last[b] += 1 / len(known)
    for _ in range(ROUNDS):

        def likely(way):
            a, b = way
            plain = a in nouns or a[:-1] in nouns
            return math.log(first[a] + 0.1) + math.log(last[b] + 0.1) + plain

        best = {word: max(known, key=likely) for word, known in ways.items()}
        first = collections.Counter(a for a, _ in best.values())
        last = collections.Counter(b for _, b in best.values())
    return best, first, last


def main():
    nouns, words = (lines(path) for path in sys.argv[1:3])
    nouns = {noun.lower() for noun in nouns if re.fullmatch("[A-ZÄÖÜ][a-zäöüß]+", noun)}
    words = set(words)
    stems = {
        word[:-2]
        for word in words - nouns
        if word.endswith("en")
        and len(word) >= 5
        and (word[:-2] + "t" in words or word[:-2] + "et" in words)
        and (word[:-2] + "st" in words or word[:-2] + "est" in words or word[-3] in "sßzx")
    }
    best, first, last = divide(nouns, first_members(nouns, stems))
    # A suffix never stands behind a linking element; a noun does sooner or later.
    behind = collections.Counter(b for a, b in best.values() if linked(a, nouns))
    total = len(best)

    def cost(count):
        steps = round(2 * (DEARER - math.log(count / total)))
        return chr(ord("a") + min(25, max(0, steps)))

    print(__doc__.splitlines()[0].replace("Writes `german-nouns.txt`: what", "# What"))
    print("# Counted by german-nouns.py in the German nouns of Wikidata (CC0). The lines are those of german-parts.txt.")
    found = {}
    for word in sorted(filter(spoken, (first.keys() | last.keys()) - SUFFIXES)):
        short = 6 if len(word) < 5 else 3 if len(word) == 5 else 1
        needed = FEWEST * short
        begins = cost(first[word]) if first[word] >= needed else "."
        linking = 1 if len(word) > 5 else 2
        # What ends with a noun may be a compound of which the first member is not known, if that is no prefix.
        inner = any(word[at:] in nouns and word[:at] not in PREFIXES for at in range(3, len(word) - 4))
        if word[0] in VOWELS and len(word) >= 5 and not inner:
            needed, linking = FEWEST_OPEN[len(word) == 5], 0
        ends = "."
        # A compound is read as its members, but counts as a first member: `Haupt-bahnhofs-halle`.
        if len(word) > 3 and word not in best and last[word] >= needed and behind[word] >= linking:
            ends = cost(last[word]).upper()
        if begins != "." or ends != ".":
            found[word] = begins + ends
    # The infinitives of stems that are no nouns, so that their participles are no compounds with `-ende`.
    for stem in (stems - nouns) & found.keys():
        found.setdefault(stem + "en", "..")
    for word in filter(lambda word: "ß" in word, list(found)):
        found.setdefault(word.replace("ß", "ss"), found[word])
    for word in sorted(found):
        print(word, found[word])


if __name__ == "__main__":
    main()
