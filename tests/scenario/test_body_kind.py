"""A body as another kind: what it becomes, which Content-Type goes with it, what is lost."""

from __future__ import annotations

import pytest

from loadstudio.scenario.body_kind import Loss, content_type, converted, kind_of, with_content_type
from loadstudio.scenario.model import (
    BinaryBody,
    Body,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    TextBody,
)
from tests.support.scenarios import a_request

_FORM = FormBody(
    fields=(
        Field(name="user", value="${users.name}"),
        Field(name="q", value="a b&c"),
        Field(name="tag", value="1"),
        Field(name="tag", value="2"),
        Field(name="old", value="x", enabled=False),
    )
)


def _sends(body: Body | None, media: str = "") -> HttpRequest:
    headers = (Field(name="Accept", value="*/*"), *((Field(name="content-type", value=media),) if media else ()))
    return a_request("r", method="POST", body=body, headers=headers)


def _text(request: HttpRequest) -> str:
    assert isinstance(request.body, TextBody)
    return request.body.text


def test_the_kind_is_told_by_body_and_content_type() -> None:
    assert kind_of(_sends(None)) == "none"
    assert kind_of(_sends(_FORM)) == "form"
    assert kind_of(_sends(TextBody(text="{}"), "application/vnd.api+JSON")) == "json"
    assert kind_of(_sends(TextBody(text="{}"), "text/xml")) == "text"
    assert kind_of(_sends(TextBody(text="{}"))) == "text"
    assert kind_of(_sends(MultipartBody(boundary="b", parts=()))) == "multipart"
    assert kind_of(_sends(BinaryBody(content=b"1"))) == kind_of(_sends(FileBody(path="a"))) == "file"


def test_a_form_becomes_json_with_lists_for_names_that_repeat() -> None:
    made = converted(_sends(_FORM, "application/x-www-form-urlencoded"), "json")
    assert _text(made.request) == '{\n  "user": "${users.name|json}",\n  "q": "a b&c",\n  "tag": ["1", "2"]\n}'
    assert content_type(made.request) == "application/json"
    assert [field.name for field in made.request.headers] == ["Accept", "content-type"]
    assert made.losses == (Loss("off", 1),)


def test_json_becomes_a_form_and_says_that_types_and_structure_go() -> None:
    text = '{"a": "x${t|json}", "only": "${t|json}", "n": 1.5, "on": true, "no": null, "in": {"b": [1]}}'
    made = converted(_sends(TextBody(text=text), "application/json"), "form")
    assert made.request.body == FormBody(
        fields=(
            Field(name="a", value="x${t|json}"),
            Field(name="only", value="${t}"),
            Field(name="n", value="1.5"),
            Field(name="on", value="true"),
            Field(name="no", value=""),
            Field(name="in", value='{"b": [1]}'),
        )
    )
    assert made.losses == (Loss("nested", 1), Loss("types", 3))
    assert content_type(made.request) == "application/x-www-form-urlencoded"


def test_a_form_becomes_the_text_that_is_sent_and_a_form_again() -> None:
    form = FormBody(fields=_FORM.fields[:4])
    text = converted(_sends(form), "text").request
    assert _text(text) == "user=${users.name|form}&q=a+b%26c&tag=1&tag=2"
    assert converted(text, "form").request.body == form
    assert converted(text, "form").losses == ()
    raw = FormBody(fields=(Field(name="a", value="%7e${x}", raw=True), Field(name="b", value=None)))
    assert _text(converted(_sends(raw), "text").request) == "a=%7e${x|url}&b"
    kept = converted(_sends(TextBody(text="a=${x}&b=1")), "form").request.body
    assert kept == FormBody(fields=(Field(name="a", value="${x}", raw=True), Field(name="b", value="1")))


@pytest.mark.parametrize(
    ("body", "media", "kind"),
    [
        (TextBody(text="<a>1</a>"), "text/xml", "form"),
        (TextBody(text="a sentence"), "", "json"),
        (TextBody(text="[1]"), "application/json", "form"),
        (BinaryBody(content=b"\xff\xfe"), "", "text"),
        (FileBody(path="a.pdf"), "", "multipart"),
        (_FORM, "", "file"),
        (_FORM, "", "none"),
    ],
)
def test_what_cannot_be_said_in_another_kind_is_told_as_lost(body: Body, media: str, kind: str) -> None:
    assert Loss("content") in converted(_sends(body, media), kind).losses  # type: ignore[arg-type]


def test_multipart_takes_the_fields_and_gives_them_back_without_its_files() -> None:
    made = converted(_sends(_FORM, "application/x-www-form-urlencoded"), "multipart").request
    assert isinstance(made.body, MultipartBody)
    assert [(part.name, part.text) for part in made.body.parts][:2] == [("user", "${users.name}"), ("q", "a b&c")]
    assert content_type(made) == f"multipart/form-data; boundary={made.body.boundary}"
    parts = (Part(name="title", text="Hi"), Part(name="up", file_name="a.png", content=b"1"))
    back = converted(_sends(MultipartBody(boundary="b", parts=parts)), "form")
    assert back.request.body == FormBody(fields=(Field(name="title", value="Hi"),))
    assert back.losses == (Loss("files", 1),)


def test_bytes_that_are_text_become_it_and_nothing_is_lost_by_the_same_kind() -> None:
    binary = _sends(BinaryBody(content=b'{"a": "${x}"}'))
    assert converted(binary, "json").request.body == TextBody(text='{"a": "$${x}"}')
    assert converted(binary, "file").request is binary
    assert converted(_sends(None), "json").losses == ()
    gone = converted(_sends(TextBody(text=""), "text/plain"), "none")
    assert (gone.request.body, gone.losses, content_type(gone.request)) == (None, (), "")


def test_the_content_type_keeps_its_place_and_is_switched_on() -> None:
    request = a_request("r", headers=(Field(name="Content-Type", value="a", enabled=False), Field(name="B")))
    assert content_type(request) == ""
    assert with_content_type(request, "b").headers == (Field(name="Content-Type", value="b"), Field(name="B"))
    assert with_content_type(request, "").headers == (Field(name="B"),)
