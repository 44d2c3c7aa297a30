"""A whole k6 script: options, what people do, and the helpers that it needs."""

from __future__ import annotations

from loadstudio.interchange.writing.helpers import helpers, words_of
from loadstudio.interchange.writing.javascript_words import JavaScriptWords
from loadstudio.interchange.writing.k6_load import scenario_of, think_time, thresholds, told_of, told_of_limits
from loadstudio.interchange.writing.k6_parts import K6Parts
from loadstudio.interchange.writing.lines import Identifiers, Lines, one_line, quoted
from loadstudio.interchange.writing.outline import Journey, Outline
from loadstudio.interchange.writing.shares import whole_shares
from loadstudio.interchange.writing.written import Written
from loadstudio.plan.model import ClosedLoad, Load

_HELPERS = "k6.txt"
_RESERVED = (
    "await break case catch class const continue debugger default delete do else enum eval export extends false finally"
    " for function if implements import in instanceof interface let new null package private protected public return"
    " static super switch this throw true try typeof undefined var void while with yield arguments options http exec"
    " encoding crypto group sleep open console"
)
_FIRST = ("makePass",)


class _Script:
    """Puts a script together."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._words = JavaScriptWords()
        self._parts = K6Parts(self._words)
        self._names = Identifiers(words_of(_HELPERS) | frozenset(_RESERVED.split()))
        self.told: list[str] = []

    def text(self, file: str) -> str:
        """Return the script."""
        outline = self._outline
        tables, constants, functions, entries = Lines(), Lines(), [], Lines()
        for journey in outline.journeys:
            function, headers = self._names.function(journey.name, "journey"), ""
            if journey.headers:
                headers = self._names.function(f"{journey.name} headers", "headers").upper()
                self._write_headers(constants, headers, journey)
            functions.append(self._parts.journey(journey, function, headers))
            names = [self._table(tables, journey, position) for position in range(len(journey.tables))]
            entries(f"const passOf_{function} = () => makePass({function}, [{', '.join(names)}]);")
        options = self._options(entries, [line.split()[1] for line in entries.text().split("\n")])
        files = "\n".join(
            f"const {name} = open({quoted('./' + path)}, 'b');" for path, name in self._parts.opened.items()
        )
        self.told += [*self._parts.told, *told_of_limits(outline), *self._not_taken()]
        chosen = helpers(_HELPERS, {*self._words.helpers, *_FIRST})
        imports = {line for part in chosen for line in part.imports}
        if any(journey.tables for journey in outline.journeys):
            imports.add("import { SharedArray } from 'k6/data'")
        settings = self._settings()
        head = _head(outline, file, tuple(dict.fromkeys(self.told)))
        blocks = (
            "\n".join((head, "", *(f"{line};" for line in sorted(imports)))),
            "\n".join(filter(None, (settings, tables.text(), files))),
            options,
            constants.text(),
            *functions,
            entries.text(),
            think_time(outline),
            *(part.code for part in chosen),
        )
        return "\n\n".join(block for block in blocks if block) + "\n"

    def _settings(self) -> str:
        site = self._outline.journeys[0].site if self._outline.journeys else ""
        sites = {journey.site for journey in self._outline.journeys}
        if len(sites) > 1:
            self.told.append("That scenarios go to different sites: SITE in the script is that of the first.")
        load = self._outline.plan.load if self._outline.plan else None
        pacing = load.pacing_s if isinstance(load, ClosedLoad) else 0.0
        return "\n".join(
            (
                f"const SITE = __ENV.SITE || {quoted(site)};",
                f"const TIMEOUT = '{self._outline.timeout_s:g}s';",
                f"const PACING_S = {pacing:g};",
            )
        )

    def _table(self, out: Lines, journey: Journey, position: int) -> str:
        table = journey.tables[position]
        name = self._names.function(f"{journey.name} {table.name}", "rows").upper()
        if table.when_used_up == "stop":
            self.told.append(
                f"That people stop when '{table.name}' is used up: in k6 they wait a second and look again."
            )
        read = f"() => JSON.parse(open({quoted('./' + table.file)}))"
        out(f"const {name} = {{")
        with out.deeper():
            out(f"rows: new SharedArray({quoted(table.file)}, {read}),")
            out(f"policy: {quoted(table.policy)},")
            out(f"whenUsedUp: {quoted(table.when_used_up)},")
        out("};")
        return name

    def _write_headers(self, out: Lines, name: str, journey: Journey) -> None:
        out(f"const {name} = {{")
        with out.deeper():
            for header, value in journey.headers:
                out(f"{quoted(header)}: {quoted(value)},")
        out("};")

    def _options(self, entries: Lines, passes: list[str]) -> str:
        out = Lines()
        out("export const options = {")
        with out.deeper():
            self._write_load(out, entries, passes)
            if found := thresholds(self._outline):
                out("thresholds: {")
                with out.deeper():
                    for metric, rules in found.items():
                        out(f"{quoted(metric)}: [{', '.join(map(quoted, rules))}],")
                out("},")
            if not self._outline.network.verify_tls:
                out("insecureSkipTLSVerify: true,")
        out("};")
        return out.text()

    def _write_load(self, out: Lines, entries: Lines, passes: list[str]) -> None:
        """Write the scenarios of the options, and after the passes the functions that they call."""
        plan, journeys = self._outline.plan, self._outline.journeys
        if plan is None:
            out("vus: 1,")
            out("iterations: 1,")
            entries(f"export default {passes[0]};")
            return
        common = [number for number, journey in enumerate(journeys) if journey.load is None]
        loads: list[tuple[Load, str]] = []
        if common:
            shares = whole_shares([journeys[number].weight for number in common])
            turns = [passes[number] for number, share in zip(common, shares, strict=True) for _ in range(share)]
            entries(f"const turns = [{', '.join(turns)}];")
            entries("export const allPeople = () => turns[(exec.vu.idInTest - 1) % turns.length]();")
            loads.append((plan.load, "allPeople"))
        for number, journey in enumerate(journeys):
            if journey.load is not None:
                name = f"people{number + 1}"
                entries(f"export const {name} = {passes[number]};")
                loads.append((journey.load, name))
        out("scenarios: {")
        with out.deeper():
            for load, name in loads:
                out(f"{name}: {scenario_of(load, name)},")
                self.told += told_of(load)
        out("},")

    def _not_taken(self) -> list[str]:
        network = self._outline.network
        told = []
        if network.client_certificates:
            told.append("Client certificates; `tlsAuth` in the options takes them.")
        if network.unverified_hosts and network.verify_tls:
            told.append("That some hosts may show any certificate; `insecureSkipTLSVerify` in the options is for all.")
        if network.proxy:
            told.append("The proxy; k6 takes it from the environment: HTTP_PROXY and HTTPS_PROXY.")
        if network.browser_cache:
            told.append("The browser's cache: every file is asked for in every pass.")
        return told


def k6_script(outline: Outline, file: str) -> Written:
    """Return the k6 script, which will be called `file`."""
    script = _Script(outline)
    text = script.text(file)
    return Written(text=text, told=tuple(dict.fromkeys(script.told)))


def _head(outline: Outline, file: str, told: tuple[str, ...]) -> str:
    people = "" if outline.plan else " --vus 10 --duration 1m"
    lines = [
        f"// {one_line(outline.name)}: written by LoadStudio for k6 (https://k6.io).",
        "//",
        f"//     k6 run{people} {one_line(file)}",
    ]
    if told:
        lines += ["//", *(f"// Not taken along: {one_line(sentence)}" for sentence in told)]
    return "\n".join(lines)
