"""Links to pages and calendars: they open what they lead to, and nothing else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dialogs.site.links import check, link, sign

SECRET = "0123456789abcdef0123456789abcdef"


def test_a_key_opens_its_own_path_alone() -> None:
    """A key fits the path it was made for, with the secret it was made with."""
    key = sign(SECRET, "/saker/sogn-ko")
    assert [
        check(SECRET, "/saker/sogn-ko", key),
        check(SECRET, "/saker/sogn-ko2", key),
        check(SECRET[::-1], "/saker/sogn-ko", key),
        check(SECRET, "/saker/sogn-ko", key[:-1]),
    ] == [True, False, False, False]


@pytest.mark.parametrize("key", ["", "æøå", "\udcff", "x" * 10_000])
def test_what_is_no_key_opens_nothing(key: str) -> None:
    """Anything at all may stand in an address; it is no key."""
    assert not check(SECRET, "/saker", key)


def test_without_a_secret_nothing_can_be_signed_or_opened() -> None:
    """An empty secret signs nothing, so that nobody can sign with it."""
    with pytest.raises(ValueError, match="without a secret"):
        sign("", "/saker")
    assert not check("", "/saker", "anything")


def test_a_link_carries_the_key_and_what_else_is_asked() -> None:
    """The address of a path outside, readable by any browser."""
    address = urlsplit(link("https://samrad.example.no/", SECRET, "/saker/vågå 1", lang="nn"))
    assert (address.netloc, address.path) == ("samrad.example.no", "/saker/v%C3%A5g%C3%A5%201")
    assert {"lang": ["nn"], "key": [sign(SECRET, "/saker/vågå 1")]} == parse_qs(address.query)


def test_in_local_mode_a_link_is_the_address_alone() -> None:
    """Without a secret there is no key; what is not asked for leaves no mark."""
    assert link("http://127.0.0.1:3978", "", "/saker/sogn-ko", lang="") == "http://127.0.0.1:3978/saker/sogn-ko"
