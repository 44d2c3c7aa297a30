"""A whole test plan of JMeter: thread groups, data, what people do, and where results are seen. It opens in JMeter
2.13 and all later ones, hence scripts in BeanShell, which all of them bring, where an element is missing in one of
them.
"""

from __future__ import annotations

import math
from xml.etree import ElementTree

from loadstudio.base.resources import resource_path
from loadstudio.interchange.writing.java_words import JavaWords, java
from loadstudio.interchange.writing.jmeter_parts import JMeterParts, add_pause
from loadstudio.interchange.writing.jmeter_request import JMeterRequests, add_headers
from loadstudio.interchange.writing.jmeter_xml import Branch, add_script, collection, entry, plain, put
from loadstudio.interchange.writing.locust_parts import known_codings
from loadstudio.interchange.writing.outline import Journey, Outline
from loadstudio.interchange.writing.shares import whole_shares
from loadstudio.interchange.writing.written import Written
from loadstudio.plan import schedule
from loadstudio.plan.limits import limit_text
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad

_AS_CSV_DATA_SET = ("sequential", "unique_pass")


def jmeter_plan(outline: Outline, file: str) -> Written:
    """Return the test plan, which will be called `file`."""
    told: list[str] = list(_not_taken(outline))
    root = ElementTree.Element("jmeterTestPlan", {"version": "1.2", "properties": "2.8"})
    top = Branch(ElementTree.SubElement(root, "hashTree"))
    plan, below = top.add("TestPlan", outline.name, "TestPlanGui")
    collection(entry(plan, "TestPlan.user_defined_variables", "Arguments"), "Arguments.arguments")
    helpers = f"{file.removesuffix('.jmx')}.bsh"
    _add_variables(below, outline, helpers)
    words = JavaWords()
    requests = JMeterRequests(words, outline.timeout_s, outline.network.proxy, told)
    parts = JMeterParts(words, requests, outline.think_times, told)
    for journey, people in zip(outline.journeys, _people(outline), strict=True):
        load = journey.load or (outline.plan.load if outline.plan else None)
        inside = _add_people(below, journey, load, people)
        told += _told_of(load)
        _add_begin(inside, journey, load, words)
        parts.write(inside, journey.parts)
    below.add("ResultCollector", "Aggregate report", "StatVisualizer", filename="")
    sentences = tuple(dict.fromkeys(told))
    comments = ["Written by LoadStudio.", *(f"Not taken along: {sentence}" for sentence in sentences)]
    put(plan, "TestPlan.comments", plain("\n".join(comments)))
    put(plan, "TestPlan.functional_mode", False)
    put(plan, "TestPlan.serialize_threadgroups", False)
    ElementTree.indent(root)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
    return Written(text, sentences, {helpers: resource_path("export/jmeter.txt").read_bytes()})


def _add_variables(below: Branch, outline: Outline, helpers: str) -> None:
    """`here` is the folder of the test plan; other folders than that are not searched by all of JMeter's elements."""
    element, _ = below.add("Arguments", "Settings", "ArgumentsPanel")
    listed = collection(element, "Arguments.arguments")
    site = outline.journeys[0].site if outline.journeys else ""
    for name, value in (
        ("site", f"${{__P(site,{site})}}"),
        ("here", "${__BeanShell(org.apache.jmeter.services.FileServer.getFileServer().getBaseDir())}"),
        ("helpers", helpers),
        ("DOLLAR", "$"),
    ):
        argument = entry(listed, name, "Argument", Argument__name=name, Argument__value=value)
        put(argument, "Argument.metadata", "=")


def _people(outline: Outline) -> tuple[int, ...]:
    """Return how many people each journey has."""
    journeys, plan = outline.journeys, outline.plan
    if plan is None:
        return tuple(1 for _ in journeys)
    common = [journey.weight for journey in journeys if journey.load is None]
    shares = iter(whole_shares(common) if common else ())
    total = sum(whole_shares(common)) if common else 1
    users = schedule.most_users(plan.load)
    return tuple(
        schedule.most_users(journey.load) if journey.load else max(1, round(users * next(shares) / total))
        for journey in journeys
    )


def _add_people(below: Branch, journey: Journey, load: Load | None, people: int) -> Branch:
    ramp_s, hold_s = _course(load)
    loops = _loops(load, people)
    group, inside = below.add("ThreadGroup", journey.name)
    put(group, "ThreadGroup.on_sample_error", "continue")
    controller = entry(group, "ThreadGroup.main_controller", "LoopController")
    put(controller, "LoopController.continue_forever", False)
    if loops < 0:
        put(controller, "LoopController.loops", -1)
    else:
        put(controller, "LoopController.loops", str(loops))
    put(group, "ThreadGroup.num_threads", str(people))
    put(group, "ThreadGroup.ramp_time", f"{ramp_s:.0f}")
    put(group, "ThreadGroup.scheduler", loops < 0)
    put(group, "ThreadGroup.duration", f"{ramp_s + hold_s:.0f}" if loops < 0 else "")
    put(group, "ThreadGroup.delay", "")
    inside.add("CookieManager", "Cookies of a new person", "CookiePanel", CookieManager__clearEachIteration=True)
    common = [
        (name, known_codings(value, ("gzip", "deflate", "identity")) if name.lower() == "accept-encoding" else value)
        for name, value in journey.headers
    ]
    add_headers(inside, [(plain(name), plain(value)) for name, value in common])
    return inside


def _course(load: Load | None) -> tuple[float, float]:
    """Return how many seconds it takes until all people are there, and how long they stay."""
    if load is None:
        return 0.0, 0.0
    if isinstance(load, OpenLoad):
        return 0.0, schedule.duration_s(load.stages)
    most, passed_s = max((stage.target for stage in load.stages), default=0.0), 0.0
    for stage in load.stages:
        passed_s += stage.duration_s
        if stage.target >= most:
            break
    return passed_s, schedule.duration_s(load.stages) - passed_s


def _loops(load: Load | None, people: int) -> int:
    """Return the passes of each person, -1 for those that only time ends."""
    if load is None:
        return 1
    if isinstance(load, ClosedLoad) and load.iterations_per_user is not None:
        return load.iterations_per_user
    if isinstance(load, ClosedLoad) and load.iterations is not None:
        return math.ceil(load.iterations / people)
    return -1


def _told_of(load: Load | None) -> list[str]:
    told: list[str] = []
    if isinstance(load, OpenLoad):
        told.append(
            "Passes that begin at a rate whatever the answers take: a timer holds people back to the highest rate, and"
            " a slow site gets fewer passes."
        )
    elif load is not None:
        ramp_s, _ = _course(load)
        levels = {stage.target for stage in load.stages if stage.duration_s}
        is_simple = len(levels) == 1 and (ramp_s == 0 or load.stages[0].target == max(levels))
        if not is_simple:
            told.append("The course of people over time: JMeter lets them come once, and all stay to the end.")
        if load.iterations is not None:
            told.append("That people share the passes: each makes its part of them.")
    return told


def _add_begin(inside: Branch, journey: Journey, load: Load | None, words: JavaWords) -> None:
    """Add what a pass begins with: rows, values made once a pass, and the wait for its moment."""
    lines: list[str] = []
    for table in journey.tables:
        if table.policy in _AS_CSV_DATA_SET and table.when_used_up != "keep_last":
            inside.add(
                "CSVDataSet",
                table.name,
                "TestBeanGUI",
                filename=plain(table.file),
                fileEncoding="UTF-8",
                variableNames="",
                delimiter=",",
                quotedData=True,
                recycle=table.when_used_up == "repeat",
                stopThread=table.when_used_up == "stop",
                shareMode="shareMode.all",
            )
        else:
            file = f'vars.get("here") + {java("/" + table.file)}'
            lines.append(f"takeRow({file}, {java(table.policy)}, {java(table.when_used_up)});")
    lines += [f"vars.put({java(name)}, {words.call(call)});" for name, call in journey.makes]
    paced = isinstance(load, ClosedLoad) and load.pacing_s > 0
    if not lines and not paced and not isinstance(load, OpenLoad):
        return
    _, begin = add_pause(inside, "Begin a pass", "0")
    if lines:
        add_script(begin, "BeanShellPreProcessor", "\n".join(lines), "Make values")
    if isinstance(load, OpenLoad):
        rate = max((stage.target for stage in load.stages), default=0.0) * 60
        timer, _ = begin.add("ConstantThroughputTimer", "Passes a minute", "TestBeanGUI", calcMode=4)
        double = ElementTree.SubElement(timer, "doubleProp")
        ElementTree.SubElement(double, "name").text = "throughput"
        ElementTree.SubElement(double, "value").text = f"{rate:g}"
        ElementTree.SubElement(double, "savedValue").text = "0.0"
    if isinstance(load, ClosedLoad) and load.pacing_s > 0:
        script = (
            'long due = vars.get("due") == null ? 0 : Long.parseLong(vars.get("due"));\n'
            "long begun = Math.max(due, System.currentTimeMillis());\n"
            f'vars.put("due", String.valueOf(begun + {load.pacing_s * 1000:.0f}L));\n'
            "return begun - System.currentTimeMillis();"
        )
        begin.add("BeanShellTimer", "Pacing", "TestBeanGUI", filename="", parameters="", script=script)


def _not_taken(outline: Outline) -> list[str]:
    network, told = outline.network, list[str]()
    limits = (limit_text(limit) for limit in outline.plan.limits) if outline.plan else ()
    told += (f"The limit {limit}: JMeter has none for all requests; look at the aggregate report." for limit in limits)
    if outline.plan is None:
        told.append("How many people there are: the thread group has one.")
    told.append("That a pass ends where a value is missing: JMeter goes on, and the request is sent without it.")
    if len({journey.site for journey in outline.journeys}) > 1:
        told.append("That scenarios go to different sites: the variable 'site' is that of the first.")
    if network.client_certificates:
        told.append("Client certificates; JMeter takes them from a keystore.")
    if network.browser_cache:
        told.append("The browser's cache; JMeter has a Cache Manager for that.")
    if network.verify_tls:
        told.append("That certificates are verified: JMeter takes any.")
    return told
