"""Test plans of JMeter in few words: elements with their properties and what stands below them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from loadstudio.interchange.reading.brought import Brought
from loadstudio.interchange.reading.jmeter.plan_reading import from_jmx

type Value = str | bool | int | tuple[str, ...] | list[str]


def element(kind: str, name: str = "", *below: str, enabled: bool = True, **properties: Value) -> str:
    """Return an element with its hash tree. Dots in the names of properties are written `__`; a list holds members that
    are written already.
    """
    inner = "".join(property_of(key.replace("__", "."), value) for key, value in properties.items())
    state = "true" if enabled else "false"
    head = f'<{kind} guiclass="{kind}Gui" testclass="{kind}" testname={quoteattr(name or kind)} enabled="{state}">'
    return f"{head}{inner}</{kind}><hashTree>{''.join(below)}</hashTree>"


def property_of(name: str, value: Value) -> str:
    """Return a property."""
    if isinstance(value, bool):
        return f"<boolProp name={quoteattr(name)}>{str(value).lower()}</boolProp>"
    if isinstance(value, int):
        return f"<intProp name={quoteattr(name)}>{value}</intProp>"
    if isinstance(value, str):
        return f"<stringProp name={quoteattr(name)}>{escape(value)}</stringProp>"
    members = value if isinstance(value, list) else [property_of("0", one) for one in value]
    return f"<collectionProp name={quoteattr(name)}>{''.join(members)}</collectionProp>"


def within(kind: str, name: str, **properties: Value) -> str:
    """Return an element within a list."""
    inner = "".join(property_of(key.replace("__", "."), value) for key, value in properties.items())
    return f"<elementProp name={quoteattr(name)} elementType={quoteattr(kind)}>{inner}</elementProp>"


def inner(name: str, kind: str, key: str, members: list[str]) -> str:
    """Return a property that is an element with a list, as text."""
    return (
        f"<elementProp name={quoteattr(name)} elementType={quoteattr(kind)}>{property_of(key, members)}</elementProp>"
    )


def variables(**values: str) -> str:
    """Return user-defined variables."""
    listed = [within("Argument", name, Argument__name=name, Argument__value=value) for name, value in values.items()]
    return element("Arguments", "Variables", Arguments__arguments=listed)


def headers(*, enabled: bool = True, **values: str) -> str:
    """Return a header manager; `_` stands for a hyphen in names."""
    listed = [
        within("Header", name, Header__name=name.replace("_", "-"), Header__value=value)
        for name, value in values.items()
    ]
    return element("HeaderManager", "Headers", HeaderManager__headers=listed, enabled=enabled)


def request(
    path: str,
    *below: str,
    method: str = "GET",
    name: str = "",
    arguments: dict[str, str] | None = None,
    raw: str = "",
    encode: bool = True,
    more: str = "",
    enabled: bool = True,
    **properties: Value,
) -> str:
    """Return an HTTP request; `more` are properties that are written already."""
    listed = [
        within("HTTPArgument", key, HTTPArgument__always_encode=encode, Argument__value=value, Argument__name=key)
        for key, value in (arguments or ({"": raw} if raw else {})).items()
    ]
    given = {"domain": "shop.test", "protocol": "https", "port": "", "path": path, "method": method} | properties
    inside = "".join(property_of(key if "." in key else f"HTTPSampler.{key}", value) for key, value in given.items())
    inside += inner("HTTPsampler.Arguments", "Arguments", "Arguments.arguments", listed) + more
    inside += property_of("HTTPSampler.postBodyRaw", bool(raw))
    state = "true" if enabled else "false"
    return (
        f'<HTTPSamplerProxy guiclass="HttpTestSampleGui" testclass="HTTPSamplerProxy"'
        f' testname={quoteattr(name or f"{method} {path}")} enabled="{state}">{inside}</HTTPSamplerProxy>'
        f"<hashTree>{''.join(below)}</hashTree>"
    )


COOKIES = element("CookieManager", "Cookies", CookieManager__clearEachIteration=True)


def group(
    *below: str,
    name: str = "Shoppers",
    loops: str = "1",
    kind: str = "ThreadGroup",
    enabled: bool = True,
    **properties: Value,
) -> str:
    """Return a thread group that keeps cookies."""
    given = {"ThreadGroup.num_threads": "1", "ThreadGroup.ramp_time": "0"} | {
        key.replace("__", "."): value for key, value in properties.items()
    }
    inside = "".join(property_of(key, value) for key, value in given.items())
    looping = property_of("LoopController.loops", loops)
    controller = f'<elementProp name="ThreadGroup.main_controller" elementType="LoopController">{looping}</elementProp>'
    state = "true" if enabled else "false"
    return (
        f'<{kind} testclass="{kind}" testname={quoteattr(name)} enabled="{state}">{inside}{controller}</{kind}>'
        f"<hashTree>{COOKIES}{''.join(below)}</hashTree>"
    )


def a_file(*below: str, name: str = "Shop") -> bytes:
    """Return a whole file."""
    plan = element("TestPlan", name, *below)
    head = '<?xml version="1.0" encoding="UTF-8"?><jmeterTestPlan version="1.2">'
    return f"{head}<hashTree>{plan}</hashTree></jmeterTestPlan>".encode()


def brought(*below: str, files: dict[str, bytes] | None = None) -> Brought:
    """Return what one thread group becomes that has this."""
    return read(a_file(group(*below)), files)


def read(content: bytes, files: dict[str, bytes] | None = None) -> Brought:
    """Return what a file becomes; `files` stand beside it."""
    return from_jmx(content, "plan", (files or {}).get)
