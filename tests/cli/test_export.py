"""`loadstudio export`: the file is the one that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.cli.main import main

_SHOP = Path(__file__).parent.parent.parent / "recordings" / "demo-shop.scenario.json"


@pytest.mark.parametrize(("target", "usual"), [("locust", ".py"), ("k6", ".js"), ("jmeter", ".jmx")])
def test_any_name_will_do_and_the_usual_ending_is_told(
    target: str, usual: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script.txt"
    assert main(["export", str(_SHOP), "--to", target, "-o", str(script)]) == 0
    assert "Fern Market" in script.read_text("utf-8")
    assert f"expects a name that ends in {usual}" in capsys.readouterr().err

    assert main(["export", str(_SHOP), "--to", target, "-o", str(script.with_suffix(usual))]) == 0
    assert "expects a name" not in capsys.readouterr().err
