"""Asks all base questions as they stand, and the variants of those that are answered rightly."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from tests import worlds
from tests.eval import ask, variants
from tests.eval.base import Base
from tests.eval.judge import Verdict, judge
from tests.worlds import World


@dataclass(frozen=True)
class Outcome:
    """What came of a variant, beside what came of the question itself."""

    kind: str
    base: Base
    plain: ask.Seen
    seen: ask.Seen
    verdict: Verdict


@dataclass(frozen=True)
class Result:
    """What came of a run: every base question with its own answer, and every variant of those that were right."""

    plain: tuple[tuple[Base, ask.Seen], ...]
    outcomes: tuple[Outcome, ...]


def run(
    bases: Sequence[Base], *, kinds: Sequence[str] = tuple(variants.KINDS), seed: int = variants.SEED, processes: int = 1
) -> Result:
    """Ask all; the order of what is found does not hang on the number of processes."""
    if processes == 1:
        return _share(bases, kinds, seed)
    shares = [bases[n::processes] for n in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_share, shares, [kinds] * processes, [seed] * processes))
    place = {base.id: n for n, base in enumerate(bases)}
    plain = sorted((pair for part in parts for pair in part.plain), key=lambda pair: place[pair[0].id])
    outcomes = sorted((o for part in parts for o in part.outcomes), key=lambda o: place[o.base.id])
    return Result(tuple(plain), tuple(outcomes))


def _share(bases: Sequence[Base], kinds: Sequence[str], seed: int) -> Result:
    plain: list[tuple[Base, ask.Seen]] = []
    outcomes: list[Outcome] = []
    for world in ("shipped", "fictional"):
        here = [base for base in bases if base.world == world]
        if here:
            asyncio.run(_world(world, here, kinds, seed, plain, outcomes))
    place = {base.id: n for n, base in enumerate(bases)}
    plain.sort(key=lambda pair: place[pair[0].id])
    outcomes.sort(key=lambda o: place[o.base.id])
    return Result(tuple(plain), tuple(outcomes))


async def _world(
    world: World, bases: Sequence[Base], kinds: Sequence[str], seed: int,
    plain: list[tuple[Base, ask.Seen]], outcomes: list[Outcome],
) -> None:  # fmt: skip
    async with worlds.bot(world) as bot:
        watched = ask.Watched(bot.live.understanding)
        bot.live.understanding = watched
        number = 0
        for base in bases:
            number += 1
            itself = await ask.ask(bot, watched, base, base.words, number)
            plain.append((base, itself))
            if itself.faults:
                continue
            for kind in kinds:
                variant = variants.of(base, kind, seed=seed)
                if variant is None:
                    continue
                number += 1
                free = kind in variants.ANY_LANGUAGE
                seen = await ask.ask(bot, watched, base, variant.words, number, any_language=free)
                outcomes.append(Outcome(kind, base, itself, seen, judge(base, itself, seen)))
        bot.renderer.replies.clear()
