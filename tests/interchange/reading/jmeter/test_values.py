"""What `${…}` stands for: variables, properties, functions, data, scripts."""

from __future__ import annotations

import re

import pytest

from loadstudio.interchange.reading.jmeter.dates import offset_in, strftime_of
from loadstudio.interchange.reading.jmeter.expressions import Called, Reference, parsed
from loadstudio.scenario.model import DataSource, FormBody, requests_of
from loadstudio.scenario.validate import problems
from tests.interchange.reading.jmeter.jmx import brought, element, request, variables
from tests.interchange.wire import sent


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain \\, $ {", ("plain \\, $ {",)),
        ("a${b}c", ("a", Reference("b"), "c")),
        ("\\${b}${c}", ("${b}", Reference("c"))),
        ("${__UUID}", (Called("__UUID", (), "${__UUID}"),)),
        ("${__UUID()}", (Called("__UUID", (), "${__UUID()}"),)),
        (
            "${__Random(1,${most})}",
            (Called("__Random", (("1",), (Reference("most"),)), "${__Random(1,${most})}"),),
        ),
        ("${__eval(a\\,(b,c))}", (Called("__eval", (("a,(b,c)",),), "${__eval(a\\,(b,c))}"),)),
        ("${open", ("${open",)),
        ("${__f(x}", ("${__f(x}",)),
    ],
)
def test_texts_are_taken_apart(text: str, pieces: object) -> None:
    assert parsed(text) == pieces


@pytest.mark.parametrize(
    ("value", "becomes"),
    [
        ("${__UUID()}", "${uuid()}"),
        ("${__Random(1,6)}", "${random_int(1,6)}"),
        ("${__RandomString(5,abc)}", "${random_string(5,'abc')}"),
        ("${__time()}", "${now('ms')}"),
        ("${__time(/1000)}", "${now('s')}"),
        ("${__time(dd.MM.yyyy)}", "${now('%d.%m.%Y','','local')}"),
        ("${__time(yyyy-MM-dd'T'HH:mm:ss.SSS'Z')}", "${now('iso')}"),
        ("${__timeShift(yyyy-MM-dd,,P2D,,)}", "${now('%Y-%m-%d','+2d','local')}"),
        ("${__counter(FALSE,)}", "${counter(1)}"),
        ("${__chooseRandom(red,green,x)}", "${random_choice('red','green')}"),
        ("${__env(TOKEN)}", "${env('TOKEN')}"),
        ("${__urlencode(a b)}", "a+b"),
        ("${__digest(SHA-256,${id},,,)}", "${id|sha256}"),
        ("${__digest(md5,x${id}y,,true,)}", "${id|before('x')|after('y')|md5|upper}"),
        ("${__changeCase(${id},LOWER,)}", "${id|lower}"),
        ("${__groovy(vars.get('id') + '-' + UUID.randomUUID())}", "${id}-${uuid()}"),
        ("${__V(id)}", "${id}"),
        ("${__P(threads,5)}", "${threads}"),
        ("${cost}", "$"),
        ("cost $${id}", "cost $$${id}"),
    ],
)
def test_functions(value: str, becomes: str) -> None:
    made = brought(variables(id="7", cost="$"), request("/", arguments={"v": value}, method="POST"))
    body = requests_of(made.scenario)[0].body
    assert isinstance(body, FormBody)
    assert body.fields[0].value == becomes
    assert made.told == ()
    assert problems(made.scenario) == ()


def test_a_function_may_keep_its_value_under_a_name() -> None:
    made = brought(request("/", arguments={"a": "${__UUID()}", "b": "${__Random(1,9,dice)}", "c": "${dice}"}))
    fields = requests_of(made.scenario)[0].query
    assert [field.value for field in fields] == ["${uuid()}", "${dice}", "${dice}"]
    (dice,) = made.scenario.variables
    assert (dice.origin, dice.generator) == ("generated", "random_int(1,9)")


def test_what_nothing_here_makes_is_a_value_for_the_person() -> None:
    made = brought(
        request("/", arguments={"a": "${__javaScript(Math.floor(1.5))}", "b": "${nobody}", "c": "${nobody}"})
    )
    assert [one.name for one in made.scenario.variables] == ["javaScript_1", "nobody"]
    assert len(made.told) == 2
    assert "${__javaScript(Math.floor(1.5))} of 'Shoppers / GET /': nothing here makes it" in made.told[0]
    assert "The value 'nobody' is not in the test plan." in made.told[1]
    assert problems(made.scenario) == ()


def test_variables_may_be_made_of_others_even_in_circles() -> None:
    made = brought(variables(a="${b}", b="${a}", c="${d}-1", d="x"), request("/", arguments={"c": "${c}", "a": "${a}"}))
    assert sent(made.scenario)[0].startswith("GET /?c=x-1&a= HTTP")


def test_rows_of_a_csv_file() -> None:
    data = element(
        "CSVDataSet",
        "CSV Data Set Config",
        filename="in/users.csv",
        variableNames="login,pass word",
        recycle=False,
        stopThread=True,
        ignoreFirstLine=True,
    )
    made = brought(
        data,
        request("/", arguments={"u": "${login}", "p": "${pass word}"}),
        files={"in/users.csv": b"l,p\nann,x\nbob,y\n"},
    )
    source = DataSource(name="users", file="shoppers-users.csv", columns=("login", "pass_word"), when_used_up="stop")
    assert made.scenario.data_sources == (source,)
    assert made.tables == ((("login", "pass_word"), (("ann", "x"), ("bob", "y"))),)
    assert [one.value for one in requests_of(made.scenario)[0].query] == ["${users.login}", "${users.pass_word}"]
    assert made.told == ()


def test_a_file_that_is_not_there_leaves_its_columns() -> None:
    data = element("CSVDataSet", "Accounts", filename="/data/a.csv", variableNames="name", shareMode="shareMode.thread")
    made = brought(data, request("/${name}"))
    assert made.tables == ((("name",), ()),)
    assert requests_of(made.scenario)[0].url == "https://shop.test/${accounts.name}"
    assert "The rows of CSVDataSet 'Accounts' in 'Shoppers': /data/a.csv is not beside" in made.told[0]
    assert "is read by each from its beginning" in made.told[1]


@pytest.mark.parametrize(
    ("delimiter", "quoted", "content", "row"),
    [
        ("\\t", False, b'a\t"b\n', ("a", '"b')),
        (";", True, b'a;"b;c"\n', ("a", "b;c")),
        ("", False, "\ufeffä,b\n".encode(), ("ä", "b")),
        (",", False, "ä,b\n".encode("latin-1"), ("ä", "b")),
    ],
)
def test_forms_of_csv(delimiter: str, quoted: bool, content: bytes, row: tuple[str, ...]) -> None:
    data = element(
        "CSVDataSet",
        "D",
        filename="d",
        variableNames="x,y",
        delimiter=delimiter,
        quotedData=quoted,
        fileEncoding="UTF-8",
    )
    assert brought(data, request("/"), files={"d": content}).tables[0][1] == (row,)


def test_user_parameters_counters_and_random_variables() -> None:
    made = brought(
        element(
            "UserParameters",
            "People",
            UserParameters__names=("u", "p"),
            UserParameters__thread_values=[
                '<collectionProp name="1"><stringProp name="1">ann</stringProp>'
                '<stringProp name="2">x</stringProp></collectionProp>',
            ],
        ),
        element("CounterConfig", "N", CounterConfig__name="n", CounterConfig__start="5", CounterConfig__per_user=True),
        element("RandomVariableConfig", "R", variableName="r", minimumValue="1", maximumValue="6"),
        request("/${u}/${n}/${r}"),
    )
    assert requests_of(made.scenario)[0].url == "https://shop.test/${people.u}/${n}/${r}"
    assert made.scenario.data_sources[0].policy == "per_user"
    assert made.tables[0][1] == (("ann", "x"),)
    assert {one.name: one.generator for one in made.scenario.variables} == {"n": "counter(5)", "r": "random_int(1,6)"}
    assert [sentence for sentence in made.told if "counts for each person" in sentence]


def test_scripts_that_only_put_values_together_are_understood() -> None:
    script = """
        import java.util.UUID;
        // a comment
        def id = UUID.randomUUID().toString();
        vars.put("ref", "A-" + id.toUpperCase())
        log.info("done")
    """
    made = brought(request("/${ref}", element("JSR223PreProcessor", "Make", script=script)))
    assert requests_of(made.scenario)[0].url == "https://shop.test/A-${uuid()|upper}"
    assert made.told == ()


@pytest.mark.parametrize(
    "script",
    [
        'vars.put("sig", sign("7"))',
        'if (x) { vars.put("sig", "1") }',
        "for (;;) {}",
        'vars.put("sig", hashed())',
        'vars.put("sig", signed("sha1"))',
        'vars.put("sig", base64Of())',
        'vars.put("sig", env())',
        'vars.put("sig", "a" - 1)',
    ],
)
def test_scripts_that_do_more_are_told(script: str) -> None:
    made = brought(request("/a", element("JSR223PreProcessor", "Sign", script=script), arguments={"s": "${sig}"}))
    assert made.told[0].startswith("The script JSR223PreProcessor 'Sign' in 'Shoppers / GET /a': it does more than")
    assert problems(made.scenario) == ()
    assert re.search("sig", made.told[0]) or "sig" not in script


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        ("yyyyMMdd", "%Y%m%d"),
        ("HH' o''clock, 'dd.MM.", "%H o'clock, %d.%m."),
        ("EEEE, MMMM d", "%A, %B %d"),
        ("YMD", "%Y%m%d"),
        ("G", None),
        ("ss.SSS", None),
    ],
)
def test_dates(pattern: str, shape: str | None) -> None:
    assert strftime_of(pattern) == shape


@pytest.mark.parametrize(
    ("duration", "offset"),
    [("P2D", "+2d"), ("-P1DT2H", "-1d7200s"), ("PT-90S", "-90s"), ("", ""), ("P", None), ("2 days", None)],
)
def test_durations(duration: str, offset: str | None) -> None:
    assert offset_in(duration) == offset
