"""What the person ignores is noise, whatever stands there in a replay."""

from __future__ import annotations

from loadstudio.authoring.comparing.noise import Noise


def test_an_ignored_text_may_be_anything_and_others_may_not() -> None:
    noise = Noise({}, ("In stock: 12",))
    assert noise.explains("", "In stock: 12", "In stock: 11")
    assert not noise.explains("", "In stock: 13", "In stock: 11")
    assert not Noise({}).explains("", "In stock: 12", "In stock: 11")
