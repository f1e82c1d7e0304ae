"""``python -m tests.overview.pictures``: a picture of every page of the overview in every look and size, to be looked at.

They are laid in .cache/pictures. ``--axe`` says what axe finds on whole pages, which takes minutes; 1 when it finds something.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from aiohttp.test_utils import TestServer
from playwright.async_api import async_playwright

from tests.overview.conftest import known_of_shipped, served
from tests.overview.test_looks import LOOKS, NEITHER, SIZES, pages, seen
from tests.web.conftest import ARGUMENTS, find_browser

PICTURES = Path(__file__).parents[2] / ".cache" / "pictures"


async def take(looks: list[str], sizes: list[str], names: list[str], *, axe: bool) -> int:
    """Take them all, and the first page as it is printed."""
    faulty = 0
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with TestServer(served(known_of_shipped())) as server, async_playwright() as playwright:
        home = str(server.make_url("")).rstrip("/")
        chromium = await playwright.chromium.launch(executable_path=find_browser(playwright.chromium), args=ARGUMENTS)
        page = await chromium.new_page(locale="nb-NO")
        for name in names or pages():
            if axe and (found := await seen(page, f"{home}{pages()[name]}", whole=True)):
                faulty = 1
                print(name, found)
            for size in sizes:
                for look in looks:
                    await page.set_viewport_size(SIZES[size])
                    await page.emulate_media(**{**NEITHER, **LOOKS[look]})
                    answer = await page.goto(f"{home}{pages()[name]}")
                    assert answer is not None
                    await page.screenshot(path=PICTURES / f"{name}-{look}-{size}.png", full_page=True)
        await page.goto(f"{home}/oversikt")
        await page.pdf(path=PICTURES / "oversikt.pdf", format="A4", landscape=True)
        await chromium.close()
    return faulty


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(prog="python -m tests.overview.pictures", description=__doc__)
    parser.add_argument("--look", choices=LOOKS, action="append", help="only this look")
    parser.add_argument("--size", choices=SIZES, action="append", help="only this size")
    parser.add_argument("--name", choices=pages(), action="append", help="only this page")
    parser.add_argument("--axe", action="store_true", help="say what axe finds too")
    arguments = parser.parse_args()
    looks, sizes = arguments.look or list(LOOKS), arguments.size or list(SIZES)
    sys.exit(asyncio.run(take(looks, sizes, arguments.name or [], axe=arguments.axe)))


if __name__ == "__main__":
    main()
