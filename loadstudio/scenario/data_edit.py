"""Edits of a scenario's test data, and where each column is used: pure functions, as in `edit`.

All raise KeyError for a data source or column that there is not, and ValueError, with a sentence, for a change that
makes no sense.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from loadstudio.scenario.edit import replace_part
from loadstudio.scenario.model import DataSource, GeneratedRows, PythonCode, Scenario, Variable, walk
from loadstudio.scenario.template import Hole, parse, unparse
from loadstudio.scenario.template_places import Place, placed_templates, with_templates

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_COLUMN = re.compile(r"[^\s${}|.\"']+( [^\s${}|.\"']+)*")


class ColumnUse(msgspec.Struct, frozen=True, kw_only=True):
    """A place of a part that sends or asks for a column: `name` is the field's, '' elsewhere."""

    part_id: str
    column: str
    place: Place | Literal["code"]
    name: str = ""
    enabled: bool = True


def source_named(scenario: Scenario, name: str) -> DataSource:
    """Return a data source by its name."""
    for source in scenario.data_sources:
        if source.name == name:
            return source
    raise KeyError(name)


def uses_of(scenario: Scenario, name: str) -> tuple[ColumnUse, ...]:
    """Return where the columns of a data source are used, in the order of the scenario, also in what is off."""
    on = {node.id for node in walk(scenario.steps, enabled_only=True)}
    uses: list[ColumnUse] = []
    for node in walk(scenario.steps):
        for placed in placed_templates(node):
            uses += (
                ColumnUse(part_id=node.id, column=column, place=placed.place, name=placed.name, enabled=node.id in on)
                for column in _columns_in(placed.text, name)
            )
        if isinstance(node, PythonCode):
            uses += (
                ColumnUse(part_id=node.id, column=column, place="code", enabled=node.id in on)
                for column in dict.fromkeys(re.findall(rf"[\"']{re.escape(name)}\.([^\"']+)[\"']", node.code))
            )
    return tuple(dict.fromkeys(uses))


def with_source(scenario: Scenario, source: DataSource) -> Scenario:
    """Add a data source behind the others."""
    _check_name(scenario, source.name)
    return replace(scenario, data_sources=(*scenario.data_sources, source))


def free_name(scenario: Scenario, wanted: str) -> str:
    """Return a name for a new data source that nothing else has: the wanted one, or one with a number."""
    plain = re.sub(r"\W+", "_", wanted, flags=re.ASCII).strip("_").lower()
    plain = plain if _NAME.fullmatch(plain) else f"data_{plain}".rstrip("_")
    taken = _names(scenario)
    numbers = (f"{plain}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (plain, *numbers) if name not in taken)


def replace_source(scenario: Scenario, source: DataSource) -> Scenario:
    """Put a data source in the place of the one with its name."""
    source_named(scenario, source.name)
    sources = tuple(source if one.name == source.name else one for one in scenario.data_sources)
    return replace(scenario, data_sources=sources)


def rename_source(scenario: Scenario, name: str, new_name: str) -> Scenario:
    """Give a data source another name, also wherever it is used."""
    source = source_named(scenario, name)
    if name == new_name:
        return scenario
    _check_name(scenario, new_name)
    sources = tuple(replace(one, name=new_name) if one is source else one for one in scenario.data_sources)
    renamed = {f"{name}.{column}": f"{new_name}.{column}" for column in _all_columns(scenario, source)}
    return with_expressions(replace(scenario, data_sources=sources), renamed)


def rename_column(scenario: Scenario, name: str, column: str, new_name: str) -> Scenario:
    """Give a column another name, also wherever it is used. Its name in a file stays what it is."""
    source, new_name = source_named(scenario, name), new_name.strip()
    if column not in source.columns:
        raise KeyError(column)
    if column == new_name:
        return scenario
    if not _COLUMN.fullmatch(new_name):
        raise ValueError("The name of a column is words without dots, quotes, braces, dollar signs and bars.")
    if new_name in source.columns:
        raise ValueError(f"There is a column '{new_name}' already.")

    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new_name if one == column else one for one in names)

    headers = {known: header for known, header in source.headers.items() if known != column}
    recipe = source.generated
    if recipe is None:
        header = source.headers.get(column, column)
        headers |= {new_name: header} if header != new_name else {}
    else:
        columns = tuple(replace(one, name=new_name) if one.name == column else one for one in recipe.columns)
        recipe = replace(recipe, columns=columns)
    after = replace(
        source,
        columns=renamed(source.columns),
        secret_columns=renamed(source.secret_columns),
        headers=headers,
        generated=recipe,
    )
    return with_expressions(replace_source(scenario, after), {f"{name}.{column}": f"{name}.{new_name}"})


def set_recipe(scenario: Scenario, name: str, recipe: GeneratedRows) -> Scenario:
    """Make the rows of a data source by another recipe, of which the columns are."""
    source = source_named(scenario, name)
    columns = tuple(column.name for column in recipe.columns)
    secrets = tuple(column for column in source.secret_columns if column in columns)
    return replace_source(
        scenario, replace(source, generated=recipe, columns=columns, secret_columns=secrets, file="", headers={})
    )


def set_file(scenario: Scenario, name: str, file: str, header: tuple[str, ...]) -> Scenario:
    """Take the rows of a data source from another file, whose `header` names its columns.

    Columns keep the names that they have in templates where the file still has theirs. One that is used, but that the
    file lacks, stays: what is to become of it is for the person to say.
    """
    source = source_named(scenario, name)
    headers = {column: named for column, named in source.headers.items() if named in header}
    used = {use.column for use in uses_of(scenario, name)}
    behind = {named: column for column, named in headers.items()}
    columns = [behind.get(named, named) for named in header]
    columns += [column for column in source.columns if column in used and column not in columns]
    secrets = tuple(column for column in source.secret_columns if column in columns)
    after = replace(source, file=file, generated=None, columns=tuple(columns), headers=headers, secret_columns=secrets)
    return replace_source(scenario, after)


def match_column(scenario: Scenario, name: str, column: str, header: str) -> Scenario:
    """Let a column that a file lacks be one that the file has under another name."""
    source = source_named(scenario, name)
    if column not in source.columns:
        raise KeyError(column)
    columns = tuple(one for one in source.columns if one != header or one == column)
    headers = {known: named for known, named in source.headers.items() if known in columns}
    headers = headers | {column: header}
    secrets = source.secret_columns
    if header in secrets and column not in secrets:
        secrets = (*secrets, column)
    secrets = tuple(one for one in secrets if one in columns)
    return replace_source(scenario, replace(source, columns=columns, headers=headers, secret_columns=secrets))


def set_secret(scenario: Scenario, name: str, column: str, secret: bool) -> Scenario:
    """Hide the values of a column in the window, in reports and results, or show them."""
    source = source_named(scenario, name)
    others = tuple(one for one in source.secret_columns if one != column)
    return replace_source(scenario, replace(source, secret_columns=(*others, column) if secret else others))


def delete_source(scenario: Scenario, name: str, values: Mapping[str, str]) -> Scenario:
    """Take a data source away; where a column is used, its value is sent from then on. Raises ValueError when one is
    used for which there is no value: what is secret must not stand in a scenario.
    """
    source = source_named(scenario, name)
    after = _with_values(scenario, name, values)
    return replace(after, data_sources=tuple(one for one in after.data_sources if one is not source))


def delete_column(scenario: Scenario, name: str, column: str, values: Mapping[str, str]) -> Scenario:
    """Take a column away, as `delete_source` does a source. The file keeps it; of made-up rows it is gone."""
    source = source_named(scenario, name)
    if column not in source.columns:
        raise KeyError(column)
    recipe = source.generated
    if recipe is not None:
        recipe = replace(recipe, columns=tuple(one for one in recipe.columns if one.name != column))
    after = replace(
        source,
        columns=tuple(one for one in source.columns if one != column),
        secret_columns=tuple(one for one in source.secret_columns if one != column),
        headers={known: header for known, header in source.headers.items() if known != column},
        generated=recipe,
    )
    return _with_values(replace_source(scenario, after), name, values, only=column)


def _with_values(scenario: Scenario, name: str, values: Mapping[str, str], only: str = "") -> Scenario:
    """Put fixed values in the place of columns: constant variables, so that filters still see to the spelling."""
    used = dict.fromkeys(use.column for use in uses_of(scenario, name) if only in ("", use.column))
    renamed: dict[str, str] = {}
    for column in used:
        if column not in values:
            raise ValueError(f"'{name}.{column}' is in use. Put something else in its place first.")
        variable = Variable(
            name=free_name(scenario, column), label=column, origin="constant", recorded_value=values[column]
        )
        scenario = replace(scenario, variables=(*scenario.variables, variable))
        renamed[f"{name}.{column}"] = variable.name
    return with_expressions(scenario, renamed)


def with_expressions(scenario: Scenario, renamed: Mapping[str, str]) -> Scenario:
    """Give the holes and the code of a scenario other names."""

    def change(text: str) -> str:
        pieces = parse(text)
        if not any(isinstance(piece, Hole) and piece.expression in renamed for piece in pieces):
            return text
        return unparse(
            Hole(renamed.get(piece.expression, piece.expression), piece.filters) if isinstance(piece, Hole) else piece
            for piece in pieces
        )

    scenario = with_templates(scenario, change)
    for node in walk(scenario.steps):
        if isinstance(node, PythonCode) and (code := _code_with(node.code, renamed)) != node.code:
            scenario = replace_part(scenario, replace(node, code=code))
    return scenario


def _code_with(code: str, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        for quote in "\"'":
            code = code.replace(f"{quote}{old}{quote}", f"{quote}{new}{quote}")
    return code


def _columns_in(text: str, name: str) -> tuple[str, ...]:
    prefix = f"{name}."
    if prefix not in text:
        return ()
    holes = (piece.expression for piece in parse(text) if isinstance(piece, Hole))
    return tuple(expression.removeprefix(prefix) for expression in holes if expression.startswith(prefix))


def _all_columns(scenario: Scenario, source: DataSource) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*source.columns, *(use.column for use in uses_of(scenario, source.name)))))


def _names(scenario: Scenario) -> set[str]:
    return {one.name for one in scenario.variables} | {one.name for one in scenario.data_sources}


def _check_name(scenario: Scenario, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError("The name of test data is letters, digits and _, and does not begin with a digit.")
    if name in _names(scenario):
        raise ValueError(f"There is something called '{name}' already.")
