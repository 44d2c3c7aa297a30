"""A request as elements of a test plan of JMeter: sampler, headers, log-in, values made before and taken after,
checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree import ElementTree

from loadstudio.http_types import url as url_module
from loadstudio.interchange.writing.java_words import JavaWords, array_of_keys, java, texts
from loadstudio.interchange.writing.jmeter_checks import write_checks
from loadstudio.interchange.writing.jmeter_xml import Branch, add_script, arguments, collection, entry, plain, put, said
from loadstudio.interchange.writing.json_path import plain_keys
from loadstudio.interchange.writing.locust_parts import known_codings
from loadstudio.interchange.writing.outline import (
    BytesSent,
    ElementTaking,
    Exchange,
    FormSent,
    HeaderTaking,
    JsonTaking,
    MultipartSent,
    NestedTaking,
    PatternTaking,
    Source,
    Taking,
    TextSent,
)
from loadstudio.interchange.writing.script_parts import not_sent_so
from loadstudio.interchange.writing.texts import Text, Value, form_text, joined, values_in
from loadstudio.scenario.extractor import CookieSource, InputSource
from loadstudio.scenario.functions import Call

_CODINGS = ("gzip", "deflate", "identity")


class JMeterRequests:
    """Writes requests below a place of the plan; `told` is what cannot be said."""

    def __init__(self, words: JavaWords, timeout_s: float, proxy: str, told: list[str]) -> None:
        self._words = words
        self._timeout_ms = f"{timeout_s * 1000:.0f}"
        self._proxy = proxy
        self._told = told

    def write(self, place: Branch, exchange: Exchange) -> None:
        """Write a request."""
        computed: dict[Text, str] = {}
        made = [f"vars.put({java(name)}, {self._words.call(call)});" for name, call in exchange.makes]
        sampler, below = place.add("HTTPSamplerProxy", exchange.name, "HttpTestSampleGui")
        self._write_address(sampler, exchange, computed)
        self._write_body(sampler, exchange, computed)
        for name, value in (
            ("HTTPSampler.method", exchange.node.method),
            ("HTTPSampler.contentEncoding", "UTF-8"),
            ("HTTPSampler.implementation", "HttpClient4"),
            ("HTTPSampler.connect_timeout", self._timeout_ms),
            ("HTTPSampler.response_timeout", self._timeout_ms),
        ):
            put(sampler, name, value)
        for name in ("follow_redirects", "auto_redirects"):
            put(sampler, f"HTTPSampler.{name}", False)
        put(sampler, "HTTPSampler.use_keepalive", True)
        if self._proxy:
            parts = url_module.split(self._proxy)
            put(sampler, "HTTPSampler.proxyHost", parts.host)
            put(sampler, "HTTPSampler.proxyPort", str(parts.port))
        self._write_headers(below, exchange, computed)
        self._write_log_in(below, exchange, computed)
        made += [f"vars.put({java(name)}, {self._words.text(text)});" for text, name in computed.items()]
        if made:
            add_script(below, "BeanShellPreProcessor", "\n".join(made), "Make values")
        write_checks(below, exchange, self._told)
        self._told += not_sent_so(exchange, "JMeter", chunks=False)
        if takes := [line for taking in exchange.takes for line in self._taking(taking)]:
            lines = ("String text = answerText();", *takes)
            add_script(below, "BeanShellPostProcessor", "\n".join(lines), "Take values")

    def _said(self, text: Text, computed: dict[Text, str]) -> str:
        """Return a text in JMeter's words; what it cannot make is computed before by a script."""
        for value in values_in(text):
            if value.call is not None or value.filters or value.place in ("component", "path"):
                computed.setdefault((value,), f"made_{len(computed) + 1}")
        return said(text, computed)

    def _write_address(self, sampler: ElementTree.Element, exchange: Exchange, computed: dict[Text, str]) -> None:
        """An address as a whole stands in the path, which JMeter takes as it is."""
        put(sampler, "HTTPSampler.path", self._said(exchange.url, computed))
        for name in ("domain", "port", "protocol"):
            put(sampler, f"HTTPSampler.{name}", "")

    def _write_body(self, sampler: ElementTree.Element, exchange: Exchange, computed: dict[Text, str]) -> None:
        body = exchange.body
        put(sampler, "HTTPSampler.DO_MULTIPART_POST", isinstance(body, MultipartSent))
        put(sampler, "HTTPSampler.BROWSER_COMPATIBLE_MULTIPART", isinstance(body, MultipartSent))
        is_raw = isinstance(body, TextSent) or (isinstance(body, FormSent) and not _is_plain_form(body))
        put(sampler, "HTTPSampler.postBodyRaw", is_raw)
        listed = arguments(sampler)
        match body:
            case FormSent(pairs) if not is_raw:
                for name, value, _raw in pairs:
                    _argument(listed, self._said(name, computed), self._said(value or (), computed), encoded=True)
            case FormSent():
                _argument(listed, "", self._said(_form_text(body), computed), encoded=False)
            case TextSent(text):
                _argument(listed, "", self._said(text, computed), encoded=False)
            case BytesSent(file):
                _add_files(sampler, ((file, "", "application/octet-stream"),))
            case MultipartSent(parts=parts):
                for part in parts:
                    if part.file_name is None:
                        _argument(listed, plain(part.name), self._said(part.text, computed), encoded=False)
                    elif not part.file:
                        self._told.append(f"The empty file field '{part.name}' of '{exchange.name}'.")
                files = ((part.file, part.name, part.content_type) for part in parts if part.file)
                _add_files(sampler, files)
            case None:
                pass

    def _write_headers(self, below: Branch, exchange: Exchange, computed: dict[Text, str]) -> None:
        pairs: list[tuple[str, str]] = []
        for name, value in exchange.headers:
            lower = "".join(map(str, name)).lower()
            if lower == "content-type" and isinstance(exchange.body, MultipartSent):
                continue  # JMeter writes it, with a boundary of its own
            known = (
                (known_codings(str(value[0]), _CODINGS),) if lower == "accept-encoding" and len(value) == 1 else value
            )
            if not all(piece.isascii() for piece in known if isinstance(piece, str)):
                self._told.append(
                    f"The spelling of the header '{''.join(map(str, name))}': JMeter sends it in Latin-1."
                )
            pairs.append((self._said(name, computed), self._said(known, computed)))
        if exchange.cookies:
            pairs.append(("Cookie", self._said(exchange.cookies, computed)))
        if exchange.log_in is not None and exchange.log_in.kind == "basic":
            both = joined(*exchange.log_in.username, ":", *exchange.log_in.password)
            computed[both] = f"made_{len(computed) + 1}"
            coded = f"made_{len(computed) + 1}"
            computed[(Value(computed[both], None, (Call("base64"),)),)] = coded
            pairs.append(("Authorization", f"Basic ${{{coded}}}"))
        add_headers(below, pairs)

    def _write_log_in(self, below: Branch, exchange: Exchange, computed: dict[Text, str]) -> None:
        if exchange.log_in is None or exchange.log_in.kind == "basic":
            return
        self._told.append(  # 2.13 knows no DIGEST, and would fail
            "That a password is sent as a proof only (Digest): JMeter 3 and later try Basic first. Choose DIGEST there,"
            " in 'Digest log-in'."
        )
        manager, _ = below.add("AuthManager", "Digest log-in", "AuthPanel", AuthManager__controlledByThreadGroup=False)
        entry(
            collection(manager, "AuthManager.auth_list"),
            "",
            "Authorization",
            Authorization__url=self._said(exchange.url, computed).partition("?")[0],
            Authorization__username=self._said(exchange.log_in.username, computed),
            Authorization__password=self._said(exchange.log_in.password, computed),
            Authorization__domain="",
            Authorization__realm="",
        )

    def _taking(self, taking: Taking) -> Iterable[str]:
        found = [one for source in taking.sources if (one := self._source(taking.variable, source))]
        if taking.decode:
            found = [f"decoded({one}, {texts(taking.decode)})" for one in found]
        if found:
            needed = str(taking.needed).lower()
            yield f"take({java(taking.variable)}, {needed}, new String[] {{ {', '.join(found)} }});"

    def _source(self, variable: str, source: Source, where: str = "text") -> str:  # noqa: PLR0911 - one for each kind
        """Return the expression that looks for a value in the text `where`, '' for what cannot be said."""
        match source:
            case JsonTaking(steps, path, selector, attribute):
                keys = plain_keys(steps)
                if keys is None:
                    self._told.append(f"Where '{variable}' is found, {path}: the path is too much for JMeter.")
                    return ""
                text = f'attribute({where}, {java(selector)}, {java(attribute)}, "", 0)' if selector else where
                return f"jsonAt({text}, {array_of_keys(keys)})"
            case InputSource(name=name, form=form, occurrence=occurrence):
                return f"field({where}, {java(name)}, {java(form)}, {occurrence})"
            case ElementTaking(selector, attribute, pattern, occurrence):
                place = f"{java(attribute)}, {java(pattern)}, {occurrence}"
                return f"attribute({where}, {self._selector(selector)}, {place})"
            case HeaderTaking(name, occurrence, pattern):
                return f"header({java(name)}, {java(pattern)}, {occurrence})"
            case CookieSource(name=name):
                return f"cookie({java(name)})"
            case PatternTaking(pattern, occurrence):
                return f"pattern({where}, {self._pattern(pattern)}, {occurrence})"
            case NestedTaking(within, inner, decode):
                text = self._source(variable, within, where)
                if text and decode:
                    text = f"decoded({text}, {texts(decode)})"
                return self._source(variable, inner, f"inside({text})") if text else ""

    def _selector(self, selector: Text) -> str:
        return self._written(selector, "css", lambda text: text.replace(":lexbor-contains(", ":contains("))

    def _pattern(self, pattern: Text) -> str:
        return self._written(pattern, "spelled", lambda text: text.replace("(?P<", "(?<"))

    def _written(self, text: Text, escape: str, change: Callable[[str], str]) -> str:
        pieces = (
            java(change(piece)) if isinstance(piece, str) else f"{escape}({self._words.text((piece,))})"
            for piece in text
        )
        return " + ".join(pieces) or '""'


def add_headers(place: Branch, pairs: Iterable[tuple[str, str]]) -> None:
    """Add header fields, where there are any."""
    given = tuple(pairs)
    if not given:
        return
    manager, _ = place.add("HeaderManager", "Headers", "HeaderPanel")
    headers = collection(manager, "HeaderManager.headers")
    for name, value in given:
        entry(headers, name, "Header", Header__name=name, Header__value=value)


def _is_plain_form(form: FormSent) -> bool:
    """Tell whether JMeter would write a form itself; where no field has a name it sends the values alone."""
    return any(pair.name for pair in form.pairs) and not any(pair.raw or pair.value is None for pair in form.pairs)


def _form_text(form: FormSent) -> Text:
    pieces: Text = ()
    for name, value, raw in form.pairs:
        both = joined(
            *(name if raw else form_text(name)),
            *(() if value is None else ("=", *(value if raw else form_text(value)))),
        )
        pieces = joined(*pieces, *(("&",) if pieces else ()), *both)
    return pieces


def _argument(listed: ElementTree.Element, name: str, value: str, *, encoded: bool) -> None:
    argument = entry(listed, name, "HTTPArgument", HTTPArgument__always_encode=encoded)
    put(argument, "Argument.name", name)
    put(argument, "Argument.value", value)
    put(argument, "Argument.metadata", "=")
    put(argument, "HTTPArgument.use_equals", True)


def _add_files(sampler: ElementTree.Element, files: Iterable[tuple[str, str, str]]) -> None:
    holder = entry(sampler, "HTTPsampler.Files", "HTTPFileArgs")
    listed = collection(holder, "HTTPFileArgs.files")
    for path, name, kind in files:
        where = "${here}/" + plain(path)
        entry(listed, where, "HTTPFileArg", File__path=where, File__paramname=plain(name), File__mimetype=kind)
