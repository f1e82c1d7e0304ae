"""Items on figures of the municipality: the sentence that states one, with the figure left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.basics import Text
from knowledge.made import wording
from knowledge.made.maker import Maker
from knowledge.made.wording import Told, Why
from knowledge.model import Figure
from knowledge.quiz import QuizItem
from knowledge.snapshot import Knowledge

_NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")
_FEW = 20
"""Whole numbers up to this are asked among their neighbours; others among what is some part less or more."""
_LESS, _MORE = (0.92, 0.8, 0.65, 0.5, 0.4), (1.1, 1.3, 1.5, 1.8, 2.2)
_WHOLE = 100
_TOGETHER = 3
"""A figure of more municipalities than this is hardly any one's own."""
GAP = "…"


def of(knowledge: Knowledge, municipality: str) -> Sequence[Figure]:
    """The figures that are about the municipality, alone or with a few others."""

    def reckoned() -> Mapping[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in knowledge.register.figures.values():
            for one in figure.about.municipalities if len(figure.about.municipalities) <= _TOGETHER else ():
                found.setdefault(one, []).append(figure)
        return found

    return knowledge.once("made: figures", reckoned).get(municipality, ())


def item(maker: Maker, figure: Figure) -> QuizItem | None:
    """The item on a figure; None where it is not certain, not exact, or not told in the same digits in both written forms."""
    said = _in_digits(figure)
    if said is None or not _certain(maker, figure):
        return None
    stem = Text(
        f"Hvilket tall mangler? «{figure.text.nb.replace(said, GAP)}»", f"Kva tal manglar? «{figure.text.nn.replace(said, GAP)}»"
    )
    because = maker.sourced(figure.text, figure.cite)
    asked = replace(maker.asked("figure", figure, said, stem, figure.cite, 3), of="figure")
    place = wording.roll(asked.id) % (wording.WRONG + 1)
    values = _few(figure, place) if _is_few(figure) else _many(figure, said, place)
    brief = Why(Text(f"Tallet er {said}.", f"Talet er {said}."))
    told = {
        value: Told(Text(_written(value, said), _written(value, said)), because if value == figure.value else brief)
        for value in values
    }
    if len({each.text.nb for each in told.values()}) <= wording.WRONG:
        return None
    return wording.in_order(asked, [told[value] for value in sorted(told)], told[figure.value])


def _certain(maker: Maker, figure: Figure) -> bool:
    """True for an exact figure that nothing in the register speaks against."""
    exact = figure.qualifier == "exact" and figure.upper is None and figure.note is None and figure.value >= 2
    exact = exact and not (figure.unit.startswith("percent") and figure.value == _WHOLE)  # «all of it» is what one guesses
    disputed = f"figure:{figure.id}" in maker.knowledge.conflicts_by_fact
    return exact and not disputed and maker.certain.rests_safely(figure.cite) and not _otherwise(maker, figure)


def _otherwise(maker: Maker, figure: Figure) -> bool:
    """True when the same is told with another value, for the same time or with no time told."""
    return any(
        other.id != figure.id and other.measure == figure.measure and other.unit == figure.unit and other.value != figure.value
        and (other.period == figure.period or None in (other.period, figure.period))
        for other in of(maker.knowledge, maker.municipality)
    )  # fmt: skip


def _in_digits(figure: Figure) -> str | None:
    """The figure as its sentence has it, once and alike in both written forms."""
    found = [
        [match for match in _NUMBER.findall(text) if _value(match) == figure.value] for text in (figure.text.nb, figure.text.nn)
    ]
    if [len(each) for each in found] != [1, 1] or found[0] != found[1]:
        return None
    said = found[0][0]
    return said if figure.text.nb.count(said) == figure.text.nn.count(said) == 1 else None


def _value(said: str) -> float:
    return float(said.replace(" ", "").replace("\u00a0", "").replace(",", "."))


def _is_few(figure: Figure) -> bool:
    return figure.value.is_integer() and figure.value <= _FEW and not _is_share(figure)


def _few(figure: Figure, place: int) -> Iterator[float]:
    """Neighbours, with the right one at the place, or as near it as whole numbers go."""
    first = max(1, figure.value - place)
    return (first + n for n in range(wording.WRONG + 1))


def _many(figure: Figure, said: str, place: int) -> Iterator[float]:
    """What is some part less or more, as round as the right one is."""
    if _is_share(figure):
        step = next(n for n in (10, 5, 1) if figure.value % n == 0)
        less = [figure.value - step * n for n in (1, 2, 3) if figure.value > step * n]
        more = [figure.value + step * n for n in (1, 2, 3) if figure.value + step * n <= _WHOLE]
    else:
        less, more = _distinct(figure.value, said, _LESS), _distinct(figure.value, said, _MORE)
    below = max(min(place, len(less)), wording.WRONG - len(more))
    yield figure.value
    yield from less[:below]
    yield from more[: wording.WRONG - below]


def _is_share(figure: Figure) -> bool:
    """True for a whole percentage of less than all."""
    return figure.unit.startswith("percent") and figure.value.is_integer() and figure.value <= _WHOLE


def _distinct(value: float, said: str, factors: Sequence[float]) -> list[float]:
    decimals = len(said.partition(",")[2])
    digits = said.replace(",", "").replace(" ", "").replace("\u00a0", "").lstrip("0")
    telling = len(digits) if decimals else len(digits.rstrip("0"))
    found: list[float] = []
    for factor in factors:
        near = float(f"{value * factor:.{telling}g}")
        near = round(near, decimals) if decimals else float(round(near))
        if near != value and near not in found:
            found.append(near)
    return found


def _written(value: float, like: str) -> str:
    """With as many decimals, and thousands set apart as in the sentence."""
    decimals = len(like.partition(",")[2])
    apart = "\u00a0" if "\u00a0" in like else " "
    grouped = f"{value:,.{decimals}f}".replace(",", apart).replace(".", ",")
    return grouped if value >= 10_000 or apart in like else grouped.replace(apart, "")
