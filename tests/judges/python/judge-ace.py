"""Ace by DAISY on each book: the outcome in its report has to be a pass.

usage: judge-ace FILE.epub…
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from verdict import judge, run, tail

ACE = Path(os.environ["JUDGES"], "bin", "ace")


def ace(file):
    """The assertions that failed, of whatever impact: Ace knows no mere remark."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        status, stdout, stderr = run([ACE, "--silent", "--outdir", out, "--tempdir", Path(folder, "temp"), file])
        report = out / "report.json"
        if not report.exists():
            return [f"Ace ended with {status} and no report", *tail(stdout + stderr)]
        report = json.loads(report.read_text(encoding="utf-8"))
    findings = [line for document in report["assertions"] for line in failures(document)]
    outcome = report["earl:result"]["earl:outcome"]
    if not findings and (status != 0 or outcome != "pass"):
        findings.append(f"Ace ended with {status}, outcome {outcome}, and named no assertion")
    return findings


def failures(document):
    """The failed assertions on one document of the book, a line each."""
    where = document["earl:testSubject"]["url"]
    for assertion in document["assertions"]:
        if assertion["earl:result"]["earl:outcome"] != "pass":
            test = assertion["earl:test"]
            text = " ".join(assertion["earl:result"]["dct:description"].split())
            yield f"{test['earl:impact']} {test['dct:title']} {where}: {text}"


judge({"ace": ace}, sys.argv[1:])
