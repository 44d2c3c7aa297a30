"""A plan becomes a run spec with its scenario and rows, or a clear error before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from loadstudio.base.errors import ExitCode, FileError, InvalidInput, UsageError
from loadstudio.plan.compile import plan_for_scenario, run_spec
from loadstudio.plan.limits import parse_limit
from loadstudio.plan.model import ClosedLoad, Limit, OpenLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.run_spec import DataTable, RunSpec
from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import DataSource, Field, FormBody, GeneratedColumn, GeneratedRows
from tests.support.scenarios import a_request, a_scenario, a_step

LOGIN_FORM = FormBody(fields=(Field(name="u", value="${users.username}"), Field(name="p", value="${users.password}")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_scenario(tmp_path)
    (tmp_path / "users.csv").write_text("username,password,note\nada,one,x\ngrace,two,y\n")
    return tmp_path


def write_scenario(folder: Path, **source: Any) -> None:
    users = DataSource(**({"name": "users", "file": "users.csv", "columns": ("username", "password")} | source))
    unused = DataSource(name="coupons", file="missing.csv", columns=("code",))
    login = a_request("login", "http://shop.test/login", method="POST", body=LOGIN_FORM)
    scenario = a_scenario(a_step("s1", login), data_sources=(users, unused))
    save_scenario(folder / "buy.scenario.json", scenario)


def compiled(folder: Path, plan: Plan | None = None, **options: Any) -> RunSpec:
    plan = plan or plan_for_scenario(folder / "buy.scenario.json", users=2, duration_s=10)
    return run_spec(plan, folder=folder, run_id="run-1", results_dir=folder / "out", **options)


def test_a_spec_holds_scenario_rows_and_settings(folder: Path) -> None:
    spec = compiled(folder, trace=True)
    (share,) = spec.shares
    assert spec.name == share.scenario.name == "Shop"
    assert spec.results_dir == str(folder / "out")
    assert spec.trace
    assert share.data == (
        DataTable(
            name="users",
            columns=("username", "password", "note"),
            rows=(("ada", "one", "x"), ("grace", "two", "y")),
            origin=str((folder / "users.csv").resolve()),
        ),
    )


def test_rows_come_from_the_override_then_the_plan_then_the_scenario(folder: Path, tmp_path: Path) -> None:
    (folder / "plan.csv").write_text("username,password\nplan,1\n")
    (folder / "mine.csv").write_text("username,password\nmine,1\n")
    plan = plan_for_scenario(folder / "buy.scenario.json", users=1)
    use = msgspec.structs.replace(plan.scenarios[0], data={"users": "plan.csv"})
    plan = msgspec.structs.replace(plan, scenarios=(use,))
    assert compiled(folder, plan).shares[0].data[0].rows == (("plan", "1"),)
    spec = compiled(folder, plan, data_overrides={"users": tmp_path / "mine.csv"})
    assert spec.shares[0].data[0].rows == (("mine", "1"),)


def test_a_missing_column_is_named_with_the_file(folder: Path) -> None:
    (folder / "users.csv").write_text("username,passwd\nada,one\n")
    with pytest.raises(FileError, match=r"users\.csv.*lacks the column 'password'"):
        compiled(folder)


def test_a_column_may_have_another_name_in_the_file(folder: Path) -> None:
    write_scenario(folder, headers={"password": "pass word"})
    (folder / "users.csv").write_text("pass word,username\none,ada\n")
    assert compiled(folder).shares[0].data[0].columns == ("password", "username")
    (folder / "other.csv").write_text("username,password\nada,one\n")
    spec = compiled(folder, data_overrides={"users": folder / "other.csv"})
    assert spec.shares[0].data[0].columns == ("username", "password")


def test_a_table_without_rows_or_with_too_few_unique_ones_is_refused(folder: Path) -> None:
    (folder / "users.csv").write_text("username,password\n")
    with pytest.raises(FileError, match="no rows"):
        compiled(folder)
    write_scenario(folder, policy="unique", when_used_up="stop")
    (folder / "users.csv").write_text("username,password\nada,one\n")
    with pytest.raises(FileError, match="has 1 row, but each of the 2 people"):
        compiled(folder)


def test_users_that_need_a_row_each_are_counted_by_scenario_and_over_scenarios_with_one_file(folder: Path) -> None:
    """Of 6 users by equal weights, 3 do each scenario; both take their rows from one file."""
    write_scenario(folder, policy="unique", when_used_up="stop")
    other = a_scenario(a_step("s", a_request("r", "http://shop.test/")))
    save_scenario(folder / "other.scenario.json", other)
    load = ClosedLoad(stages=(Stage(target=6, duration_s=10),))
    names = ("buy.scenario.json", "other.scenario.json")
    plan = Plan(name="p", scenarios=tuple(ScenarioUse(file=name) for name in names), load=load)
    (folder / "users.csv").write_text("username,password\n" + "ada,one\n" * 3)
    assert len(compiled(folder, plan).shares[0].data[0].rows) == 3
    twice = msgspec.structs.replace(plan, scenarios=(ScenarioUse(file=names[0]), ScenarioUse(file=names[0])))
    with pytest.raises(FileError, match=r"users\.csv: has 3 rows, but each of the 6 people needs one"):
        compiled(folder, twice)


def test_an_override_that_no_scenario_knows_is_a_usage_error(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"no data source 'people'.*users") as caught:
        compiled(folder, data_overrides={"people": folder / "users.csv"})
    assert caught.value.exit_code == ExitCode.USAGE


def test_a_scenario_that_cannot_run_is_refused(folder: Path) -> None:
    save_scenario(folder / "buy.scenario.json", a_scenario(a_step("s1", a_request(enabled=False))))
    with pytest.raises(FileError, match="nothing to send"):
        compiled(folder)
    save_scenario(folder / "buy.scenario.json", a_scenario(a_step("s1", a_request(url="http://shop.test/${token}"))))
    with pytest.raises(FileError, match=r"cannot be run: .*'token', which does not exist"):
        compiled(folder)


def test_impossible_numbers_of_a_plan_file_are_invalid_input(folder: Path) -> None:
    plan = plan_for_scenario(folder / "buy.scenario.json", users=1)
    with pytest.raises(InvalidInput, match="timeout of 0 s") as caught:
        compiled(folder, msgspec.structs.replace(plan, timeout_s=0))
    assert caught.value.exit_code == ExitCode.INVALID_FILE


def test_plans_for_one_scenario(folder: Path) -> None:
    path = folder / "buy.scenario.json"

    def load(**options: Any) -> ClosedLoad | OpenLoad:
        return plan_for_scenario(path, **options).load

    at_once = Stage(target=20, duration_s=0)
    assert load(users=20, iterations=40) == ClosedLoad(stages=(at_once,), iterations=40)
    assert load(users=20) == ClosedLoad(stages=(at_once,), iterations=20)
    assert load(users=20, duration_s=60) == ClosedLoad(stages=(at_once, Stage(target=20, duration_s=60)))
    assert load(users=20, ramp_up_s=5, duration_s=60) == ClosedLoad(
        stages=(Stage(target=20, duration_s=5), Stage(target=20, duration_s=60))
    )
    assert load(users=9, rate_per_s=2.5, duration_s=60) == OpenLoad(
        stages=(Stage(target=2.5, duration_s=0), Stage(target=2.5, duration_s=60)), max_users=9
    )


def test_limits_come_on_top_of_the_usual_one_or_replace_it(folder: Path) -> None:
    path = folder / "buy.scenario.json"
    usual = Limit(metric="errors", value=0.01)
    assert plan_for_scenario(path).limits == (usual,)
    assert plan_for_scenario(path, limits=(parse_limit("p95<1s"),)).limits == (usual, Limit(metric="p95", value=1000))
    assert plan_for_scenario(path, limits=(parse_limit("errors<5%"),)).limits == (Limit(metric="errors", value=0.05),)


@pytest.mark.parametrize(
    "options",
    [
        {"users": 0},
        {"users": 1, "duration_s": 5, "iterations": 5},
        {"users": 1, "rate_per_s": 5.0},
        {"users": 1, "iterations": 0},
        {"users": 1, "duration_s": 0},
    ],
)
def test_numbers_that_make_no_sense_are_usage_errors(folder: Path, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        plan_for_scenario(folder / "buy.scenario.json", **options)


def test_secrets_of_the_environment_are_read_when_the_run_starts(folder: Path) -> None:
    key = Field(name="Authorization", value="Bearer ${env('API_TOKEN')|hmac('sha256',env('SALT'))}")
    off = a_request("off", "http://shop.test/${env('NOBODY')}", enabled=False)
    request = a_request("get", "http://shop.test/", headers=(key,))
    save_scenario(folder / "buy.scenario.json", a_scenario(a_step("s1", request, off)))
    environment = {"API_TOKEN": "s3cret", "SALT": "p", "OTHER": "x"}
    assert compiled(folder, environment=environment).secrets == {"API_TOKEN": "s3cret", "SALT": "p"}
    with pytest.raises(UsageError, match=r"needs API_TOKEN, SALT, which are not in the environment.*export API_TOKEN"):
        compiled(folder, environment={"API_TOKEN": ""})
    with pytest.raises(UsageError, match="needs SALT, which is not in the environment"):
        compiled(folder, environment={"API_TOKEN": "s3cret"})


def test_made_up_rows_need_no_file(folder: Path) -> None:
    columns = tuple(
        GeneratedColumn(name=name, maker=maker) for name, maker in (("username", "email"), ("password", "password"))
    )
    recipe = GeneratedRows(columns=columns, count=5, seed=3)
    write_scenario(folder, file="", generated=recipe, policy="unique", when_used_up="stop")
    (table,) = compiled(folder).shares[0].data
    assert (table.columns, len(table.rows), table.policy) == (("username", "password"), 5, "unique")
    assert compiled(folder, data_overrides={"users": folder / "users.csv"}).shares[0].data[0].rows[0][0] == "ada"
    with pytest.raises(InvalidInput, match="'users' has 5 rows, but each of the 6 people"):
        compiled(folder, plan_for_scenario(folder / "buy.scenario.json", users=6, duration_s=1))
    write_scenario(folder, file="", generated=msgspec.structs.replace(recipe, columns=columns[:1]))
    with pytest.raises(InvalidInput, match="no column 'password'"):
        compiled(folder)
