"""What is asked of answers, and bodies, in a language with functions: the same calls of helpers in all of them."""

from __future__ import annotations

from loadstudio.interchange.writing.lines import quoted
from loadstudio.interchange.writing.outline import (
    Check,
    ElementTaking,
    Exchange,
    FormSent,
    HeaderTaking,
    JsonTaking,
    JsonValue,
    NestedTaking,
    PartSent,
    PatternTaking,
    Source,
    Taking,
)
from loadstudio.interchange.writing.script_words import ScriptWords
from loadstudio.interchange.writing.texts import Text, values_in
from loadstudio.scenario.assertion import HeaderCheck, JsonKeysCheck, NoLoginFormCheck, RedirectCheck, TextCheck
from loadstudio.scenario.extractor import CookieSource, InputSource


class ScriptParts:
    """Writes with the words of one language."""

    def __init__(self, words: ScriptWords) -> None:
        self._words = words

    def status(self, exchange: Exchange) -> str:
        """Return the status that is asked for, '' for all below 400."""
        return exchange.status if exchange.status.isdigit() or not exchange.status else quoted(exchange.status)

    def check(self, check: Check) -> str:
        """Return what judges an answer."""
        called = self._words.called
        match check:
            case TextCheck(text=text, absent=absent):
                return called("lacks" if absent else "contains", quoted(text))
            case HeaderCheck(name=name, text=text):
                return called("has_header", quoted(name), *([quoted(text)] if text else []))
            case RedirectCheck(route=route):
                return called("leads_to", quoted(route_pattern(route)))
            case NoLoginFormCheck():
                self._words.helpers.add("no_log_in_form")
                return self._words.helper_name("no_log_in_form")
            case JsonKeysCheck(keys=keys):
                return called("has_keys", *map(quoted, keys))
            case JsonValue(steps, _, equals, absent):
                return called("json_is", quoted("" if absent else equals), *self._words.steps(steps))

    def sources(self, taking: Taking) -> str:
        """Return the functions that look for a value, one after the other."""
        found = (self._source(source) for source in taking.sources)
        ways = tuple(map(quoted, taking.decode))
        return ", ".join(self._words.called("decoded", one, *ways) if ways else one for one in found)

    def _source(self, source: Source) -> str:  # noqa: PLR0911 - one for each kind
        words = self._words
        match source:
            case JsonTaking(steps, _, "", _):
                return words.called("json_at", *words.steps(steps))
            case JsonTaking(steps, _, selector, attribute):
                return words.called("json_in", self.selector((selector,)), quoted(attribute), *words.steps(steps))
            case InputSource(name=name, form=form, occurrence=occurrence):
                return words.called("field", quoted(name), *words.named(form=form, occurrence=occurrence))
            case ElementTaking(selector, attribute, pattern, occurrence):
                more = words.named(name=attribute, pattern=self.pattern(pattern), occurrence=occurrence)
                return words.called("attribute", self.selector(selector), *more)
            case HeaderTaking(name, occurrence, pattern):
                more = words.named(pattern=self.pattern(pattern), occurrence=occurrence)
                return words.called("header", quoted(name), *more)
            case CookieSource(name=name):
                return words.called("cookie", quoted(name))
            case PatternTaking(pattern, occurrence):
                return words.called("pattern", self._written(pattern), *words.named(occurrence=occurrence))
            case NestedTaking(JsonTaking(steps, _, "", _), inner, decode):
                texts = words.called("texts_at", *words.steps(steps))
                return words.called("inside", texts, self._source(inner), *map(quoted, decode))
            case NestedTaking(within, inner, decode):
                return words.called("inside", self._source(within), self._source(inner), *map(quoted, decode))

    def selector(self, selector: Text) -> str:
        """Return a CSS selector; with values in it, a function that writes it when the answer is there."""
        return self._when_asked(self.css(selector), "css")

    def _written(self, pattern: Text) -> str:
        """Return a regular expression, in the same way."""
        said = tuple(self.pattern(piece) if isinstance(piece, str) else piece for piece in pattern)
        return self._when_asked(said, "spelled")

    def _when_asked(self, text: Text, escape: str) -> str:
        if not values_in(text):
            return self._words.text(text)
        pieces = (
            quoted(piece) if isinstance(piece, str) else self._words.called(escape, self._words.text((piece,)))
            for piece in text
        )
        return self._words.function("", " + ".join(pieces))

    def css(self, selector: Text) -> Text:
        """Return a selector in the target's own CSS."""
        return selector

    def pattern(self, expression: str) -> str:
        """Return a regular expression in the language's own form."""
        return expression

    def raw_form(self, form: FormSent) -> str:
        """Return a form of which some fields stand as they are sent."""
        pieces = []
        for name, value, raw in form.pairs:
            texts = (self._words.text(one) for one in (name, value) if one is not None)
            pieces.append(' + "=" + '.join(one if raw else self._words.called("form_field", one) for one in texts))
        return ' + "&" + '.join(pieces or ['""'])


def not_sent_so(exchange: Exchange, tool: str, *, chunks: bool) -> tuple[str, ...]:
    """Return what is to be told of a body in chunks: with `chunks` the tool sends it so; none sends what follows."""
    if not exchange.in_chunks:
        return ()
    told = () if chunks else (f"That the body of '{exchange.name}' goes in chunks: {tool} says its length before it.",)
    if not exchange.trailers:
        return told
    names = ", ".join(exchange.trailers)
    return (*told, f"The header {names} behind the body of '{exchange.name}': {tool} sends none there.")


def part_head(part: PartSent) -> str:
    """Return the lines before the content of a part of a multipart body."""
    named = f'; filename="{_in_quotes(part.file_name)}"' if part.file_name is not None else ""
    kind = f"\r\nContent-Type: {part.content_type}" if part.content_type else ""
    return f'Content-Disposition: form-data; name="{_in_quotes(part.name)}"{named}{kind}'


def _in_quotes(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def route_pattern(route: str) -> str:
    """Return the regular expression of a route, in which `*` stands for one segment; Python, JavaScript and Java read
    it alike.
    """
    signs = ("[^/]+" if sign == "*" else sign if sign.isalnum() or sign in "/_-~" else f"\\{sign}" for sign in route)
    return "".join(signs)
