"""Test plans are read as elements; what is no plan, or would not be safe to read, is refused with a sentence."""

from __future__ import annotations

import pytest

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.jmeter.xml_reading import is_jmx, tree_in
from tests.interchange.reading.jmeter.jmx import a_file, element, within

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE jmeterTestPlan [
<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<jmeterTestPlan><hashTree><TestPlan testname="&c;"/></hashTree></jmeterTestPlan>"""
OUTSIDE = (
    b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><jmeterTestPlan><hashTree/></jmeterTestPlan>"""
)


def test_elements_have_properties_and_what_stands_below() -> None:
    double = "<doubleProp><name>rate</name><value>2.5</value><savedValue>0.0</savedValue></doubleProp>"
    timer = f'<kg.apc.Timer testname="T" enabled="false">{double}</kg.apc.Timer><hashTree/>'
    listed = [within("Header", "A", Header__value="1")]
    root = tree_in(a_file(element("HeaderManager", "H", timer, HeaderManager__headers=listed, on=True)))
    (plan,) = root.children
    (manager,) = plan.children
    assert (plan.kind, plan.name) == ("TestPlan", "Shop")
    assert manager.elements("HeaderManager.headers")[0].text("Header.value") == "1"
    assert manager.flag("on")
    assert (manager.children[0].kind, manager.children[0].enabled, manager.children[0].text("rate")) == (
        "Timer",
        False,
        "2.5",
    )
    assert [one.kind for one in root.walk()] == ["TestPlan", "HeaderManager", "Timer"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (LAUGHS, "DOCTYPE"),
        (OUTSIDE, "DOCTYPE"),
        (b"<jmeterTestPlan><hashTree>\n<a></hashTree>", "line 2"),
        (b"<jmeterTestPlan>" + b"<hashTree>" * 300, "nested deeper"),
        (b"<jmeterTestPlan><node/></jmeterTestPlan>", "older than 2.1"),
        (b'<?xml version="1.0" encoding="no-such"?><jmeterTestPlan/>', "cannot be read"),
    ],
)
def test_what_is_no_plan_is_refused(content: bytes, says: str) -> None:
    assert is_jmx(content)
    with pytest.raises(InvalidInput, match=says):
        tree_in(content)


def test_texts_keep_their_lines_and_signs() -> None:
    plan = tree_in(a_file(element("A", "ü & <", text="one\n\ttwo & <three>"))).children[0]
    assert plan.children[0].name == "ü & <"
    assert plan.children[0].text("text") == "one\n\ttwo & <three>"
