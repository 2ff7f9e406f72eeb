#!/usr/bin/env python3
"""Writes `german-foreign.txt`: letter sequences that tell English and French words from German ones.

    german-foreign.py WORDS GERMAN ENGLISH FRENCH > german-foreign.txt

WORDS has all forms of German words, one a line, in lower case; GERMAN, ENGLISH and FRENCH have folders of novels as XML. Any of the
files may be compressed with gzip. README.md tells whence they are.
"""

import collections
import gzip
import hashlib
import math
import pathlib
import random
import re
import sys

# Letters of the longest sequence; the edges of a word are a letter, `.`.
LONGEST = 5
# A sequence is asked for if so many foreign words have it, or four times as many German ones, and if it is by this factor commoner
# with one of them.
FEWEST, FACTOR = 30, 2.7
# Of the German words every third is looked at.
SHARE = 3
# How much dearer it is to take a German word for a foreign one than the other way round.
DEARER = 1.5
# Weights that explain little are noughts (L1), so that few sequences remain.
SPARSE = 0.004
ROUNDS = 5
# Steps of the weights in the file on one nat.
STEPS = 4


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")


def counted(folder):
    """The words of novels with their counts; a word of a single novel is left out."""
    words, novels = collections.Counter(), collections.Counter()
    for path in sorted(pathlib.Path(folder).rglob("*.xml*")):
        with opened(path) as file:
            text = file.read()
        text = re.sub(r"<[^>]+>", "", text[text.find("<body") :])
        found = collections.Counter(word.lower() for word in re.findall(r"[^\W\d_]+", text))
        words.update(found)
        novels.update(found.keys())
    return {word: count for word, count in words.items() if novels[word] > 1}


def sequences(word):
    text = f".{word}."
    return [text[at : at + n] for n in range(2, LONGEST + 1) for at in range(len(text) - n + 1)]


def main():
    path, *folders = sys.argv[1:5]
    german, english, french = map(counted, folders)
    with opened(path) as file:
        forms = {line.strip().lower() for line in file}

    def foreign(word):
        count = max(english.get(word, 0), french.get(word, 0))
        own = german.get(word, 0)
        return count >= 4 and count > 4 * own and not (word in forms and own >= 2)

    known = {word: math.log2(1 + max(english.get(word, 0), french.get(word, 0))) / 4 for word in sorted({**english, **french})}
    strange = [word for word in known if re.fullmatch("[a-zàâéèêëîïôûùçœæ]{4,}", word) and foreign(word)]
    plain = {word for word in forms | {word for word, count in german.items() if count >= 4} if re.fullmatch("[a-zäöüß]{4,}", word)}
    plain = [word for word in sorted(plain) if not foreign(word) and hashlib.sha256(word.encode()).digest()[1] % SHARE == 0]
    here, there = collections.Counter(), collections.Counter()
    for word in strange:
        here.update(set(sequences(word)))
    for word in plain:
        there.update(set(sequences(word)))

    def telling(text):
        enough = here[text] >= FEWEST or there[text] >= 4 * FEWEST
        odds = (here[text] + 1) / len(strange) * len(plain) / (there[text] + 1)
        return enough and abs(math.log(odds)) > math.log(FACTOR)

    asked = {text: at for at, text in enumerate(sorted(filter(telling, here | there)))}
    cases = [([asked[one] for one in sequences(word) if one in asked], 1, known[word]) for word in strange]
    cases += [([asked[one] for one in sequences(word) if one in asked], 0, DEARER) for word in plain]
    random.seed(1)
    random.shuffle(cases)
    # Logistic regression; the steps shrink as those of AdaGrad.
    weights, spent, start, spent_start = [0.0] * len(asked), [1e-8] * len(asked), -1.0, 1e-8
    for _ in range(ROUNDS):
        for places, answer, worth in cases:
            sum_ = start + sum(weights[at] for at in places)
            off = (1 / (1 + math.exp(-max(-30.0, min(30.0, sum_)))) - answer) * worth
            if abs(off) < 1e-3:
                continue
            spent_start += off * off
            start -= 0.3 / math.sqrt(spent_start) * off
            for at in places:
                spent[at] += off * off
                step = 0.3 / math.sqrt(spent[at])
                moved = weights[at] - step * off
                weights[at] = math.copysign(max(0.0, abs(moved) - step * SPARSE), moved)
    print("# Letter sequences that tell English and French words from German ones, `.` for the edge of a word, and in quarters of a nat")
    print("# how much each speaks for them, from -26 (`A`) over -1 (`Z`) and 1 (`a`) to 26; the first is for every word.")
    print("# Counted by german-foreign.py; README.md tells in what.")

    def letter(weight):
        step = max(-26, min(26, round(STEPS * weight)))
        return chr(ord("Z") + 1 + step) if step < 0 else chr(ord("a") - 1 + step)

    print(". " + letter(start))
    for text, at in asked.items():
        if round(STEPS * weights[at]) != 0:
            print(text, letter(weights[at]))


if __name__ == "__main__":
    main()
