"""A scenario or a plan taken elsewhere: the one door for commands and window. What is written are a script or test plan
and, beside it, the test data and the files that requests send.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from loadstudio.base.errors import FileError, InvalidInput, UsageError
from loadstudio.base.files import indented_json, resolved, write_file
from loadstudio.interchange.writing.jmeter_plan import jmeter_plan
from loadstudio.interchange.writing.k6_script import k6_script
from loadstudio.interchange.writing.locust_script import locust_script
from loadstudio.interchange.writing.outline import Outline, Table
from loadstudio.interchange.writing.outlining import outline_of
from loadstudio.interchange.writing.written import Written
from loadstudio.plan.file import PLAN_SUFFIX, load_plan
from loadstudio.plan.files import files_of
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.run_spec import ScenarioShare
from loadstudio.plan.tables import tables_of
from loadstudio.plan.validate import problems
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import Scenario

type Target = Literal["locust", "k6", "jmeter"]

_EVERY_ROW = ClosedLoad(stages=(Stage(target=10_000_000, duration_s=60),))


class TargetForm(NamedTuple):
    """How a target is written, what it is called, and the endings of its files and of its tables (with dot)."""

    called: str
    ending: str
    write: Callable[[Outline, str], Written]
    tables: str = ".csv"


TARGETS: Mapping[str, TargetForm] = {
    "locust": TargetForm("Locust", ".py", locust_script),
    "k6": TargetForm("k6", ".js", k6_script, tables=".json"),
    "jmeter": TargetForm("JMeter", ".jmx", jmeter_plan),
}


class Exported(NamedTuple):
    """The files by name, relative to the folder of the first, which is the script; and a sentence for each thing that
    could not be taken along.
    """

    files: Mapping[str, bytes]
    told: tuple[str, ...]


def read_for_export(file: Path) -> tuple[tuple[ScenarioShare, ...], Plan | None, str]:
    """Return the scenarios of a scenario's or a plan's file with all their data, the plan, and the name. Raises
    FileError and InvalidInput.
    """
    if not file.name.endswith(PLAN_SUFFIX):
        shares, name = shares_of(load_scenario(file), file, None)
        return shares, None, name
    plan = load_plan(file)
    folder = file.absolute().parent
    first = folder / plan.scenarios[0].file if plan.scenarios else file
    if wrong := problems(plan):
        raise FileError(file, " ".join(wrong))
    return shares_of(load_scenario(first), first, plan)[0], plan, plan.name


def shares_of(scenario: Scenario, file: Path, plan: Plan | None) -> tuple[tuple[ScenarioShare, ...], str]:
    """Return the scenarios of a plan with all their data, and the name of all; `scenario` is the one of `file`, beside
    which the plan stands. Raises FileError and InvalidInput.
    """
    folder = file.absolute().parent
    if plan is None:
        return (share_of(scenario, ScenarioUse(file=file.name), folder),), scenario.name
    if wrong := problems(plan):
        raise InvalidInput(" ".join(wrong))
    own = file.resolve()
    scenarios = (
        scenario if (folder / use.file).resolve() == own else load_scenario(folder / use.file) for use in plan.scenarios
    )
    shares = tuple(share_of(one, use, folder) for one, use in zip(scenarios, plan.scenarios, strict=True))
    return shares, plan.name


def share_of(scenario: Scenario, use: ScenarioUse, folder: Path) -> ScenarioShare:
    """Return a scenario with all its rows and files; `use` names its file, relative to `folder`. Raises FileError and
    InvalidInput.
    """
    plan = Plan(name="", scenarios=(use,), load=_EVERY_ROW)
    return ScenarioShare(
        scenario=scenario,
        weight=use.weight,
        data=tables_of(plan, use, scenario, folder, {}),
        files=files_of(scenario, (folder / use.file).parent),
        load=use.load,
    )


def exported(shares: tuple[ScenarioShare, ...], plan: Plan | None, *, name: str, target: str, file: str) -> Exported:
    """Return scenarios in the form of a target; `file` is the name that the script will have. Raises InvalidInput."""
    form = TARGETS[target]
    stem = file.removesuffix(form.ending) or target
    try:
        outline = outline_of(shares, plan, name=name, stem=stem, table_ending=form.tables)
        script = form.write(outline, file)
    except ValueError as error:
        raise InvalidInput(str(error)) from error
    tables = {table.file: table for journey in outline.journeys for table in journey.tables}
    files = (
        {file: script.text.encode()}
        | dict(script.beside)
        | {path: _table(table) for path, table in tables.items()}
        | outline.files
    )
    return Exported(files, tuple(dict.fromkeys(script.told)))


def write_exported(what: Exported, output: Path, *, never: frozenset[Path] = frozenset()) -> None:
    """Write all files into the folder of `output`, which is the script. Raises FileError, also for a file of `never`:
    what is read from is not written over.
    """
    paths = {output.parent / name: content for name, content in what.files.items()}
    for path in paths:
        if path.resolve() in never:
            raise FileError(path, "would be written over, and the scenario needs it. Choose another name.")
    for path, content in paths.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(path.parent, f"cannot be made ({error.strerror}).") from error
        write_file(path, content)


def files_read(file: Path, shares: tuple[ScenarioShare, ...], plan: Plan | None) -> frozenset[Path]:
    """Return the files that a scenario or plan consists of, which no export may write over."""
    folder = file.absolute().parent
    uses = plan.scenarios if plan else (ScenarioUse(file=file.name),)
    found = {file}
    for use, share in zip(uses, shares, strict=True):
        beside = (folder / use.file).parent
        found |= {folder / use.file, *(folder / path for path in use.data.values())}
        found |= {beside / source.file for source in share.scenario.data_sources if source.file}
        found |= {beside / path for path in share.files}
        if share.scenario.recording:
            found.add(beside / share.scenario.recording)
    return frozenset(resolved(path) for path in found)


def target_of(word: str) -> TargetForm:
    """Return the target of a name. Raises UsageError."""
    if word not in TARGETS:
        raise UsageError(f"'{word}' is no form that a scenario can be written in. There are {', '.join(TARGETS)}.")
    return TARGETS[word]


def _table(table: Table) -> bytes:
    if table.file.endswith(".json"):
        return indented_json([dict(zip(table.columns, row, strict=True)) for row in table.rows])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode("utf-8", "replace")
