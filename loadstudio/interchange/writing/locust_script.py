"""A whole locustfile: what people do, the helpers that it needs, who they are, and the load of a plan."""

from __future__ import annotations

import keyword

from loadstudio.interchange.writing.helpers import helpers, words_of
from loadstudio.interchange.writing.lines import Identifiers, Lines, one_line, quoted
from loadstudio.interchange.writing.locust_load import LocustLoad
from loadstudio.interchange.writing.locust_parts import LocustParts, known_codings
from loadstudio.interchange.writing.outline import Journey, Outline
from loadstudio.interchange.writing.python_words import PythonWords
from loadstudio.interchange.writing.written import Written
from loadstudio.plan.model import NetworkSettings

_HELPERS = "locust.txt"
_INSTALLED = frozenset(("gevent", "locust", "requests", "selectolax"))
_ALWAYS = ("import itertools", "import json", "import re", "import urllib.parse")
_TAKEN = (
    "person site values log session itertools json re time urllib html base64 hashlib hmac random csv os events task"
    " math calendar datetime uuid secrets logging requests contextmanager LoadTestShape Path Group StopUser HttpUser"
    " LexborHTMLParser VERIFY_TLS TIMEOUT_S PASSES ARRIVALS LIMITS Load judge think_time begin_pass"
)


def locust_script(outline: Outline, file: str) -> Written:
    """Return the locustfile, which will be called `file`."""
    words = PythonWords()
    names = Identifiers(words_of(_HELPERS) | frozenset((*_TAKEN.split(), *keyword.kwlist)))
    parts = LocustParts(words, names)
    load = LocustLoad(outline)
    functions, classes, constants = [], [], Lines()
    for number, journey in enumerate(outline.journeys):
        function = names.function(journey.name, "journey")
        headers = ""
        if journey.headers:
            headers = names.function(f"{journey.name} headers", "headers").upper()
            _write_headers(constants, headers, journey)
        functions.append(parts.journey(journey, function, headers))
        classes.append(_person(journey, function, names.type(journey.name, "Person"), load.weights[number]))
    course = load.code()
    words.helpers |= {"Person", *load.helpers, *(("Rows",) if any(one.tables for one in outline.journeys) else ())}
    chosen = helpers(_HELPERS, words.helpers)
    imports = {*_ALWAYS, *load.imports, "from locust import task", *(one for part in chosen for one in part.imports)}
    told = (*load.told, *dict.fromkeys(parts.told), *_not_taken(outline.network), *_of_rows(outline))
    head = _head(outline, file, told, needs_pages="page" in {one.name for one in chosen})
    settings = f"VERIFY_TLS = {outline.network.verify_tls}\nTIMEOUT_S = {outline.timeout_s:g}\n\n{constants.text()}"
    text = "\n\n\n".join(
        (
            f"{head}\n\n{_imports(imports)}\n\n{settings}".rstrip(),
            *functions,
            *(part.code for part in chosen),
            course,
            *classes,
        )
    )
    return Written(text=text + "\n", told=told)


def _head(outline: Outline, file: str, told: tuple[str, ...], *, needs_pages: bool) -> str:
    out = Lines()
    out(f"# {one_line(outline.name)}: written by LoadStudio for Locust (https://locust.io).")
    out("#")
    out("#     pip install locust" + (" selectolax" if needs_pages else ""))
    people = "" if outline.plan else " --users 1 --spawn-rate 1 --run-time 1m"
    out(f"#     locust -f {one_line(file)} --headless{people}")
    if told:
        out("#")
        out.all(f"# Not taken along: {one_line(sentence)}" for sentence in told)
    return out.text()


def _imports(lines: set[str]) -> str:
    """Return the imports in the usual order: what Python brings, then the rest."""
    names: dict[str, set[str]] = {}
    for line in lines:
        words = line.split(maxsplit=3)
        names.setdefault(words[1], set()).update(words[3].split(", ") if words[0] == "from" else ())
    written = {
        module: f"from {module} import {', '.join(sorted(named))}" if named else f"import {module}"
        for module, named in sorted(names.items(), key=lambda item: (bool(item[1]), item[0]))
    }
    others = {module for module in written if module.partition(".")[0] in _INSTALLED}
    own = [line for module, line in written.items() if module not in others]
    return "\n".join((*own, "", *(line for module, line in written.items() if module in others)))


def _write_headers(out: Lines, name: str, journey: Journey) -> None:
    out(f"{name} = {{")
    for header, value in journey.headers:
        said = known_codings(value, ("gzip", "deflate", "identity")) if header.lower() == "accept-encoding" else value
        out(f"    {quoted(header)}: {quoted(said)},")
    out("}")


def _person(journey: Journey, function: str, name: str, weight: int) -> str:
    out = Lines()
    out(f"class {name}(Person):")
    with out.deeper():
        out(f"host = {quoted(journey.site)}")
        if weight != 1:
            out(f"weight = {weight}")
        out(f"journey = {function}")
        if journey.tables:
            rows = "".join(
                f"Rows({quoted(table.file)}, {quoted(table.policy)}, {quoted(table.when_used_up)}), "
                for table in journey.tables
            )
            out(f"tables = ({rows.rstrip()})")
        out()
        out("@task")
        out("def one_pass(self):")
        with out.deeper():
            out('"""One pass; the next begins at once."""')
            out("self.make_pass()")
    return out.text()


def _of_rows(outline: Outline) -> tuple[str, ...]:
    """Tell how rows are shared where that matters."""
    all_tables = (table for journey in outline.journeys for table in journey.tables)
    tables = dict.fromkeys(table.name for table in all_tables if table.policy not in ("random", "per_user"))
    if not tables:
        return ()
    return (
        f"That all people share the rows of {', '.join(tables)}: where several workers of Locust run it, each of them"
        " has all rows, so two people may get the same one. Run one process, or give each worker a file of its own.",
    )


def _not_taken(network: NetworkSettings) -> tuple[str, ...]:
    told = []
    if network.client_certificates:
        told.append("Client certificates; set `self.client.cert` in Person.on_start.")
    if network.unverified_hosts and network.verify_tls:
        hosts = ", ".join(network.unverified_hosts)
        told.append(f"That {hosts} may show any certificate; set VERIFY_TLS = False for that.")
    if network.proxy:
        told.append("The proxy; set `self.client.proxies` in Person.on_start.")
    if network.browser_cache:
        told.append("The browser's cache: every file is asked for in every pass.")
    return tuple(told)
