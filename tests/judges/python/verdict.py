"""What every judge says: one verdict a file, PASS or FAIL, with the findings under it."""

import subprocess
import sys


def run(command):
    """Runs a program to its end and gives back its exit status and what it wrote."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def tail(text, lines=5):
    """The last lines of a program's output, for a finding."""
    return [line.strip() for line in text.strip().splitlines()[-lines:]]


def judge(names, files):
    """Calls every named judge on every file and ends the program: 0 when all pass, else 1.

    `names` maps the judge's name to a function that takes a path and returns
    the findings, a list of lines. A judge that raises has found that it cannot
    judge the file, which fails it too.
    """
    failed = not files
    for file in files:
        for name, findings_of in names.items():
            try:
                findings = findings_of(file)
            except Exception as failure:
                findings = [f"cannot be judged: {failure!r}"]
            print("FAIL" if findings else "PASS", name, file, flush=True)
            for finding in findings:
                print("   ", finding, flush=True)
            failed = failed or bool(findings)
    sys.exit(1 if failed else 0)
