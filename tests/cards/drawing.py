"""Cards drawn with Microsoft's own `adaptivecards` in Chromium, in the colours and widths of Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, Page

from tests.npm import fetched

VERSION, MARKDOWN = "3.0.6", "14.1.0"
PICTURES = Path(__file__).parents[2] / ".cache" / "pictures"
PHONE, WIDE = 320, 560
"""How wide a card is on a small phone, and in a channel."""

Theme = Literal["light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What Microsoft's parser objects to, and what a card looks like."""

    objections: list[str]
    drawn: bool
    words: str
    """All text in it."""
    names: list[str]
    """What each input is called by a screen reader."""
    buttons: list[str]
    wider: int
    """So many pixels does something stand out to the right of the card, or are words cut off."""
    tall: int


def colours(text: str, subtle: str, accent: str) -> dict[str, Any]:
    """Those of a container's text."""
    told = {"default": text, "subtle": subtle}
    named = ("default", "dark", "light", "good", "warning", "attention")
    return {**dict.fromkeys(named, told), "accent": {"default": accent, "subtle": accent}}


def host(theme: Theme) -> dict[str, Any]:
    """How Teams shows cards in that theme."""
    back, text, subtle, accent, raised, line = {
        "light": ("#ffffff", "#242424", "#616161", "#5b5fc7", "#f0f0f0", "#d1d1d1"),
        "dark": ("#292929", "#ffffff", "#d6d6d6", "#9ea2ff", "#3d3d3d", "#666666"),
        "contrast": ("#000000", "#ffffff", "#ffffff", "#ffff01", "#000000", "#ffffff"),
    }[theme]
    plain = {"backgroundColor": back, "borderColor": line, "foregroundColors": colours(text, subtle, accent)}
    styles = dict.fromkeys(("default", "good", "warning", "attention"), plain)
    return {
        "fontFamily": "'Segoe UI','Liberation Sans','Noto Color Emoji',sans-serif",
        "supportsInteractivity": True,
        "fontSizes": {"small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24},
        "lineHeights": {"small": 16, "default": 20, "medium": 22, "large": 24, "extraLarge": 32},
        "spacing": {"small": 8, "default": 12, "medium": 16, "large": 20, "extraLarge": 24, "padding": 16},
        "containerStyles": {
            **styles,
            "emphasis": {**plain, "backgroundColor": raised},
            "accent": {**plain, "backgroundColor": accent},
        },
        "actions": {
            "maxActions": 6, "buttonSpacing": 8, "actionsOrientation": "horizontal", "actionAlignment": "left",
            "showCard": {"actionMode": "inline"},
        },
        "textBlock": {"headingLevel": 2},
        "inputs": {
            "label": {"requiredInputs": {"suffix": " *", "suffixColor": "attention"}, "inputSpacing": "small"},
            "errorMessage": {"color": "attention"},
        },
    }  # fmt: skip


_PAGE = """<!doctype html><html lang=nb><title>Kort</title><style>
 :root{color-scheme:light dark} body{margin:12px}
 main{border:1px solid;border-radius:6px;padding:4px;box-sizing:border-box;overflow:hidden}
 .ac-pushButton{padding:6px 12px;border:1px solid;border-radius:4px;background:none;color:inherit;font:600 14px sans-serif;
   max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
 .ac-input{box-sizing:border-box;width:100%;font:14px sans-serif;padding:5px;background:none;color:inherit;border:1px solid}
 .ac-input.ac-choiceSetInput-expanded,.ac-input.ac-toggleInput{border:0}
 .ac-actionSet{flex-wrap:wrap;row-gap:8px} .ac-actionSet>*{flex:0 1 auto!important}
 ul,ol{margin:0;padding-left:20px;box-sizing:border-box} p{margin:0}
</style><main></main></html>"""

_DRAW = """([cards, host]) => {
  const AC = window.AdaptiveCards, markdown = window.markdownit(), main = document.querySelector('main');
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => { result.didProcess = true; result.outputHtml = markdown.render(text); };
  const name = of => of && of.getJsonTypeName ? ' [' + of.getJsonTypeName() + (of.id ? ' ' + of.id : '') + ']' : '';
  const named = input => {
    const ids = (input.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean);
    const labels = [...(input.labels || [])].map(label => label.innerText);
    return [input.getAttribute('aria-label') || '', ...labels, ...ids.map(id => document.getElementById(id)?.innerText || '')]
      .join(' ').trim();
  };
  return cards.map(card => {
    const context = new AC.SerializationContext(AC.Versions.latest), made = new AC.AdaptiveCard();
    made.hostConfig = new AC.HostConfig(host);
    AC.CardElement.langProperty.regEx.lastIndex = 0;  // it is global, so that every other card's language would be refused
    made.parse(card, context);
    const checked = made.validateProperties(), element = made.render();
    main.replaceChildren(...(element ? [element] : []));
    const objections = checked.validationEvents.map(event => event.message);
    for (let n = 0; n < context.eventCount; n++) {
      const event = context.getEventAt(n);
      objections.push(event.message + name(event.source));
    }
    const edge = main.getBoundingClientRect().right;
    // unlike a TextBlock's, a TextRun's long words are left to the style sheet of the client
    const cut = [...main.querySelectorAll('.ac-textBlock')].map(each => each.scrollWidth - each.clientWidth);
    const far = [...main.querySelectorAll('*:not(.ac-textRun)')].map(each => each.getBoundingClientRect().right);
    return {
      objections, drawn: !!element, words: main.innerText,
      names: [...main.querySelectorAll('input,textarea,select')].map(named),
      buttons: [...main.querySelectorAll('button')].map(button => button.innerText),
      wider: Math.max(0, Math.round(Math.max(0, ...far) - edge), ...cut), tall: Math.round(main.getBoundingClientRect().height),
    };
  });
}"""


class Drawer:
    """A page that cards are drawn on, one in place of the other."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self.page, self._host = page, host(theme)

    async def draw(self, cards: Sequence[Mapping[str, Any]]) -> list[Drawn]:
        """Each card drawn; the last one stays."""
        found = await self.page.evaluate(_DRAW, [[*cards], self._host])
        return [Drawn(**each) for each in found]

    async def picture(self, card: Mapping[str, Any], name: str) -> None:
        """Draw the card and keep how it looks as ``name`` in ``.cache/pictures``."""
        await self.draw([card])
        PICTURES.mkdir(parents=True, exist_ok=True)
        await self.page.locator("main").screenshot(path=PICTURES / f"{name}.png")


@asynccontextmanager
async def drawer(browser: Browser, theme: Theme = "light", width: int = WIDE) -> AsyncIterator[Drawer]:
    """A page of that theme and width with Microsoft's renderer; raises Missing where it is not to be had."""
    script = fetched("adaptivecards", VERSION, "dist/adaptivecards.min.js", "adaptivecards", f"markdown-it@{MARKDOWN}")
    markdown = script.parents[2] / "markdown-it" / "dist" / "markdown-it.min.js"
    scheme: Literal["light", "dark"] = "light" if theme == "light" else "dark"
    forced: Literal["active", "none"] = "active" if theme == "contrast" else "none"
    context = await browser.new_context(
        viewport={"width": width + 24, "height": 800}, color_scheme=scheme, forced_colors=forced, device_scale_factor=1,
    )  # fmt: skip
    page = await context.new_page()
    await page.route("**/*", lambda route: route.abort())
    await page.set_content(_PAGE)
    back, text = host(theme)["containerStyles"]["default"]["backgroundColor"], colours_of(theme)
    await page.add_style_tag(content=f"body{{background:{back};color:{text}}}")
    for path in (script, markdown):
        await page.add_script_tag(content=path.read_text(encoding="utf-8"))
    yield Drawer(page, theme)
    await context.close()


def colours_of(theme: Theme) -> str:
    """The colour of ordinary text."""
    found: str = host(theme)["containerStyles"]["default"]["foregroundColors"]["default"]["default"]
    return found
