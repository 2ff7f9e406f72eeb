"""kobofix on each book: style sheets that old e-readers would drop as a whole.

usage: judge-kobo FILE.epub…
"""

import json
import sys
from pathlib import Path

from verdict import judge, run, tail


def kobo(file):
    """The findings of `kobofix --check`, errors and warnings alike."""
    program = Path(sys.executable).with_name("kobofix")
    status, stdout, stderr = run([program, "--check", "--report", "json", file])
    if status not in (0, 2):
        return [f"kobofix ended with {status}", *tail(stderr)]
    findings = [
        f"{found['severity']} {found['rule']} {found['source']}:{found['line']}: {found['message']}"
        for found in json.loads(stdout)["kobo_findings"]
    ]
    if status != 0 and not findings:
        findings.append(f"kobofix ended with {status} and named nothing")
    return findings


judge({"kobofix": kobo}, sys.argv[1:])
