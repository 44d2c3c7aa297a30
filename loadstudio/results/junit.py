"""The limits of a run as JUnit XML, the form in which build servers show tests: each limit is a test case."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from loadstudio.base.files import write_file
from loadstudio.metrics.summary import LimitResult, Summary
from loadstudio.plan.limits import parse_limit, value_text
from loadstudio.results.verdict import judge_run


def write_junit(summary: Summary, output: Path) -> None:
    """Write the limits of a summary as one test suite. Raises FileError."""
    write_file(output, junit_xml(summary))


def junit_xml(summary: Summary) -> bytes:
    """Return the limits as JUnit XML in UTF-8. A generator that is not to be trusted shows as a skipped test: it is no
    fault of the system under test.
    """
    missed = sum(not limit.passed for limit in summary.limits)
    suite = ElementTree.Element(
        "testsuite",
        name=_clean(summary.name),
        tests=str(len(summary.limits) + 1),
        failures=str(missed),
        errors="0",
        skipped="0" if summary.generator.trusted else "1",
        time=f"{summary.duration_s:.3f}",
        timestamp=summary.started_utc.removesuffix("Z"),
    )
    for limit in summary.limits:
        _limit_case(suite, summary, limit)
    case = ElementTree.SubElement(suite, "testcase", classname=_clean(summary.name), name="generator kept up", time="0")
    if not summary.generator.trusted:
        ElementTree.SubElement(case, "skipped", message=_clean(" ".join(summary.generator.reasons)))
    ElementTree.SubElement(suite, "system-out").text = _clean(judge_run(summary).headline)
    ElementTree.indent(suite)
    return bytes(ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)) + b"\n"


def _limit_case(suite: ElementTree.Element, summary: Summary, result: LimitResult) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=_clean(summary.name), name=_clean(result.rule), time=f"{summary.duration_s:.3f}"
    )
    if not result.passed:
        measured = value_text(parse_limit(result.rule), result.value)
        ElementTree.SubElement(case, "failure", message=f"measured {measured}", type="LimitMissed")


def _clean(text: str) -> str:
    """Drop what XML 1.0 cannot hold."""
    return "".join(symbol for symbol in text if symbol >= " " or symbol in "\t\n\r")
