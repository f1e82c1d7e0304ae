"""What `make test` puts in place before it tests."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.prepare import INSTALL, prepare


def test_nothing_is_done_where_a_browser_is() -> None:
    """A machine that has a browser is left alone."""
    assert prepare(find=lambda: "/usr/bin/chromium", allowed=_never, run=_fails, fetch=str) == 0


def test_a_browser_is_installed_where_it_may_be() -> None:
    """On a bare machine the packages are fetched in order, and then the browser is there."""
    done: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> bool:
        done.append(command)
        return True

    status = prepare(
        find=lambda: "/usr/bin/chromium" if len(done) == len(INSTALL) else None, allowed=lambda: True, run=run, fetch=str
    )

    assert (0, list(INSTALL)) == (status, done)


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_it_fails_only_where_nothing_may_be_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    """A developer is told what is skipped; in CI it is a fault."""
    monkeypatch.setenv("CI", ci)

    assert status == prepare(find=lambda: None, allowed=lambda: True, run=_fails, fetch=str)
    assert status == prepare(find=lambda: None, allowed=lambda: False, run=_fails, fetch=str)
    assert "tests of the chat page are skipped" in capsys.readouterr().out
    assert status == prepare(find=lambda: "/usr/bin/chromium", allowed=_never, run=_fails, fetch=lambda: "npm is away")
    assert "tests of language are skipped. npm is away" in capsys.readouterr().out


def _never() -> bool:
    raise AssertionError("asked whether it may install where nothing is missing")


def _fails(command: Sequence[str]) -> bool:
    return False
