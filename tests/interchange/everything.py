"""A scenario that has one of everything that there is, for all targets."""

from __future__ import annotations

from loadstudio.plan.model import ClosedLoad, Limit, OpenLoad, Plan, ScenarioUse, Stage, UniformThinkTimes
from loadstudio.plan.run_spec import DataTable, ScenarioShare
from loadstudio.scenario.assertion import (
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
)
from loadstudio.scenario.model import (
    BasicAuth,
    BinaryBody,
    Choice,
    Comparison,
    DataSource,
    DigestAuth,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    If,
    Loop,
    MultipartBody,
    Part,
    PythonCode,
    RecordedAnswer,
    Scenario,
    Step,
    TextBody,
    ThinkTime,
    Variable,
)

SITE = "http://shop.test:8080"


def everything(words: str = "Moss") -> Scenario:
    """Return the scenario; `words` stands in every name and text."""
    return Scenario(
        id="scn-1",
        name=f"All of {words}",
        start_url=f"{SITE}/",
        steps=(_home(words), _account(words), _blocks(words)),
        variables=(
            Variable(name="token", label="token"),
            Variable(name="fixed", label="fixed", origin="constant", recorded_value=words),
            Variable(name="stamp", label="stamp", origin="generated", generator="now('ms')"),
            Variable(name="key", label="key", origin="generated", generator="uuid()"),
        ),
        data_sources=(DataSource(name="users", file="users.csv", columns=("username", "password")),),
    )


def share_of(scenario: Scenario, policy: str = "sequential", when_used_up: str = "repeat") -> ScenarioShare:
    """Return the scenario with rows and files."""
    rows = (("ann", "a&b"), ('b"o\nb', "ü,1"))
    table = DataTable(
        name="users",
        columns=("username", "password"),
        rows=rows,
        policy=policy,  # type: ignore[arg-type]  # one of its values
        when_used_up=when_used_up,  # type: ignore[arg-type]  # one of its values
    )
    return ScenarioShare(scenario=scenario, data=(table,), files={"in/leaf.bin": b"\x00leaf"})


def a_plan(**fields: object) -> Plan:
    """Return a plan with a ramp, limits and pauses of its own."""
    given = {
        "load": ClosedLoad(stages=(Stage(target=20, duration_s=10), Stage(target=20, duration_s=30)), pacing_s=5.0),
        "limits": (
            Limit(metric="errors", value=0.01),
            Limit(metric="p95", value=500, label="GET /a,b}"),
            Limit(metric="rate", value=5),
        ),
        "think_times": UniformThinkTimes(least_s=1, most_s=2.5),
    } | fields
    return Plan(name="Spring", scenarios=(ScenarioUse(file="all.scenario.json"),), **given)  # type: ignore[arg-type]


def an_open_load() -> OpenLoad:
    """Return passes at a rate that is no whole number a second."""
    return OpenLoad(stages=(Stage(target=0.5, duration_s=10), Stage(target=0.5, duration_s=30)), max_users=7)


def _recorded(number: int, mime: str = "image/png") -> RecordedAnswer:
    return RecordedAnswer(entry_id=f"e-{number}", status=200, mime_type=mime, duration_ms=100, offset_ms=50.0 + number)


def _home(words: str) -> Step:
    takes = (
        Extractor(
            variable="token", sources=(InputSource(name=words, form="/a/*/log-in"), InputSource(name="t", occurrence=1))
        ),
        Extractor(
            variable="row",
            sources=(
                AttributeSource(selector='tr:has(td[title="${users.username}"]) a', attribute="href", pattern="(x)"),
            ),
            decode=("html", "url"),
        ),
    )
    page = HttpRequest(
        id="r-1",
        name=f"GET {words}",
        method="GET",
        url=f"{SITE}/",
        headers=(Field(name="X-Words", value=_in_header(words)), Field(name="Accept-Encoding", value="gzip, br, zstd")),
        extractors=takes,
        checks=(
            StatusCheck(recorded=200),
            TextCheck(text=words),
            TextCheck(text="no", absent=True),
            NoLoginFormCheck(),
        ),
        recorded=RecordedAnswer(entry_id="e-0", status=200, mime_type="text/html", duration_ms=40),
    )
    files = tuple(
        HttpRequest(
            id=f"f-{n}", name=f"GET /f{n}", method="GET", url=f"{SITE}/f{n}.png", static=True, recorded=_recorded(n)
        )
        for n in range(3)
    )
    return Step(id="s-1", name=f"Home {words}", children=(page, *files, ThinkTime(id="t-1", seconds=1.5)), note=words)


def _account(words: str) -> Step:
    form = HttpRequest(
        id="r-2",
        name="POST /log-in",
        method="POST",
        url=f"{SITE}/log-in/${{token}}",
        query=(
            Field(name="q", value=words),
            Field(name="at", value="${stamp}"),
            Field(name="raw", value="${token}", raw=True),
        ),
        headers=(Field(name="Referer", value=f"{SITE}/"), Field(name="Cookie", value="seen=${key}")),
        body=FormBody(
            fields=(
                Field(name="user", value="${users.username}"),
                Field(name="pass", value="${users.password|sha256|upper}"),
                Field(name=words, value="${token|before('a ')|base64}"),
            )
        ),
        extractors=(
            Extractor(variable="order", sources=(HeaderSource(name="Location", pattern="/orders/([^/]+)"),)),
            Extractor(
                variable="csrf", sources=(CookieSource(name="csrf"), RegexSource(pattern='id="(\\d+)"', occurrence=1))
            ),
        ),
        checks=(StatusCheck(recorded=303, exact=True), RedirectCheck(route="/orders/*.x")),
    )
    api = HttpRequest(
        id="r-3",
        name="PUT /api",
        method="PUT",
        url="https://api.shop.test/v1",
        headers=(Field(name="Content-Type", value="application/json"),),
        body=TextBody(text=f'{{"a": "${{csrf|json}}", "b": "${{random_int(1,6)}}", "w": "{_in_json(words)}"}}'),
        auth=BasicAuth(username="${users.username}", password="p:w"),
        extractors=(
            Extractor(variable="id", sources=(JsonSource(path="$.items[?@.sku=='${order}' && !@.gone].id"),)),
            Extractor(variable="beside", sources=(RegexSource(pattern=r'"sku": "${order}", "id": (\d+)}'),)),
            Extractor(variable="flat", sources=(JsonSource(path="$.flat.plants[0].id"),)),
            Extractor(variable="deep", sources=(JsonSource(path="$..a[0,-1]['b c']"),)),
            Extractor(variable="island", sources=(JsonSource(path="$.x.y", selector="script#data"),)),
            Extractor(
                variable="nested",
                sources=(
                    NestedSource(
                        within=JsonSource(path="$.rows[*].html"), source=InputSource(name="t"), decode=("base64",)
                    ),
                ),
            ),
        ),
        checks=(
            JsonKeysCheck(keys=("a", words)),
            JsonCheck(path="$.ok", equals="true"),
            JsonCheck(path="$.e", absent=True),
        ),
    )
    upload = HttpRequest(
        id="r-4",
        name="POST /upload",
        method="POST",
        url=f"{SITE}/upload",
        body=MultipartBody(
            boundary="----b",
            parts=(
                Part(name="note", text=f"{words} ${{id}}"),
                Part(name="photo", file_name="leaf.png", content_type="image/png", content=b"\x89PNG\xff\r\n--"),
                Part(name="none", content_type="application/octet-stream"),
            ),
        ),
        auth=DigestAuth(username="${users.username}", password="pw"),
    )
    raw = HttpRequest(
        id="r-5", name="POST /raw", method="POST", url=f"{SITE}/raw", body=BinaryBody(content=b"\x00\xff")
    )
    sent = HttpRequest(
        id="r-6", name="POST /file", method="POST", url=f"{SITE}/file", body=FileBody(path="in/leaf.bin")
    )
    flat = HttpRequest(id="r-8", name="GET /flat", method="GET", url=f"{SITE}/flat/${{flat}}/${{beside}}")
    off = HttpRequest(id="r-7", name="GET /never", method="GET", url=f"{SITE}/never", enabled=False)
    return Step(id="s-2", name="Account", children=(form, api, upload, raw, sent, flat, off))


def _blocks(words: str) -> Step:
    def get(name: str) -> HttpRequest:
        return HttpRequest(id=f"r-{name}", name=f"GET /{name}", method="GET", url=f"{SITE}/{name}")

    loop = Loop(id="l-1", times=3, condition=Comparison(left="${token}", operator="exists"), children=(get("again"),))
    branch = If(
        id="i-1", condition=Comparison(left="${deep}", operator="contains", right=words), children=(get("branch"),)
    )
    more = If(id="i-2", condition=Comparison(left="${id}", operator="more", right="3"), children=(get("more"),))
    choice = Choice(
        id="c-1",
        children=(
            Step(id="g-1", name="Often", children=(get("often"),), share=3),
            Step(id="g-2", name=f"Seldom {words}", children=(get("seldom"),)),
        ),
    )
    code = PythonCode(id="p-1", name=f"Code {words}", code='values["token"] = "x"\nlog("""two\nlines""")\n')
    return Step(id="s-3", name="Blocks", children=(loop, branch, more, choice, code, ThinkTime(id="t-2", seconds=2)))


def _in_header(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable())


def _in_json(words: str) -> str:
    return words.replace("\\", "").replace('"', "")
