"""The terminal: what can be asked of it, and how lists of faults and of stale rules are laid out there."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from knowledge import readability
from knowledge.errors import Problem
from knowledge.legal import Ref
from knowledge.quiz import QuizItem

Stale = Mapping[str, Sequence[str]]
"""Rules by id, with the paragraphs that have changed below them."""


def parser(user: str = "") -> argparse.ArgumentParser:
    """The command line; ``--help`` tells each command. ``user`` is who does it, unless they say otherwise."""
    root = argparse.ArgumentParser(
        prog="bot.py", description="Samråd: answers on inter-municipal cooperation, with source and age."
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="serve the bot and the chat page (settings from the environment, see README)")
    asking = commands.add_parser("ask", help="answer questions in the terminal, in one conversation")
    asking.add_argument("question", nargs="+", help="a question in bokmål or nynorsk; several are asked in turn")
    asking.add_argument("--day", type=date.fromisoformat, help="answer as on this day, YYYY-MM-DD (default: today in Norway)")
    asking.add_argument("--language", choices=["nb", "nn"], help="answer in this written form (default: that of the question)")
    asking.add_argument("--municipality", help="what «vi» and «hos oss» stand for")
    asking.add_argument("--explain", action="store_true", help="print how each question was understood and all that was weighed")
    asking.add_argument("--json", action="store_true", help='print {"turns": [{"question", "answer", "understood"}]}')
    checking = commands.add_parser("check", help="check the shipped content and count it; exit 1 when anything is wrong")
    checking.add_argument("--json", action="store_true", help='print {"counts": {...}, "problems": [...], "stale": {...}}')
    importing = commands.add_parser("import", help="import register data (YAML or CSV, see docs/import.md), all or nothing")
    importing.add_argument("file", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--who", default=user or "import", help="who brings it in, for the history")
    importing.add_argument("--reason", default="", help="why, for the history")
    importing.add_argument("--feed", metavar="NAME", help="what the files are together, when they are imported again and again")
    importing.add_argument("--confirm-shrunk", action="store_true", help="take it in though more than half of it is gone")
    _paper_commands(commands, user)
    _law_commands(commands, user)
    _feedback_command(commands)
    _delivery_commands(commands)
    _figures_command(commands)
    _package_command(commands)
    _mydata_command(commands)
    _report_command(commands)
    commands.add_parser("migrate", help="bring the database's tables up to date (serve does it by itself)")
    return root


def _mydata_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    handing = commands.add_parser("mydata", help="hand out all that is kept of a person as a file, or delete it")
    handing.add_argument("user", metavar="USER", help="the person's Entra object id; in local mode the id that «mine data» tells")
    handing.add_argument("--tenant", default="", help="the person's tenant (default: the app's own)")
    handing.add_argument("--channel", default="msteams", help="where they write (default: msteams)")
    handing.add_argument("--output", type=Path, default=Path("samrad-mine-data.json"), metavar="FILE", help="where to write it")
    handing.add_argument("--language", choices=["nb", "nn"], default="nb", help="the written form of the file (default: nb)")
    handing.add_argument("--delete", action="store_true", help="delete it instead; there is no way back")


def _report_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    reporting = commands.add_parser("report", help="write the draft of a report from what is known, see docs/eierskapsmelding.md")
    reporting.add_argument("kind", choices=["eierskap"], help="eierskap: the overview that kommuneloven § 26-1 demands")
    reporting.add_argument("--municipality", required=True, help="name, number or id")
    reporting.add_argument("--language", choices=["nb", "nn"], default="nb", help="written form (default: nb)")
    reporting.add_argument("--day", type=date.fromisoformat, help="as on this day, YYYY-MM-DD (default: today in Norway)")
    reporting.add_argument(
        "--output",
        action="append",
        type=Path,
        metavar="FILE",
        help="a .docx, .pdf or .html file; may be given several times (default: eierskapsmelding-ID.docx)",
    )


def _package_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    packaging = commands.add_parser("package", help="build the app package for Teams, and check it")
    packaging.add_argument("--app-id", default="", help="the app id of the bot's registration (default: MicrosoftAppId)")
    packaging.add_argument("--domain", default="", help="the host name of the service (default: that of SAMRAD_BASE_URL)")
    packaging.add_argument("--developer", default="Samråd", help="who publishes the app, at most 32 characters")
    packaging.add_argument("--output", type=Path, default=Path("samrad.zip"), metavar="FILE", help="default: samrad.zip")


def _law_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], user: str) -> None:
    bringing = commands.add_parser("import-law", help="import the text of acts (Lovdata XML, tar.bz2, Markdown; see docs/law.md)")
    bringing.add_argument("file", nargs="+", type=Path, metavar="FILE")
    bringing.add_argument("--who", default=user or "import", help="who brings it in, for the history")
    confirming = commands.add_parser(
        "confirm-law", help="for editors: say that the rules on these paragraphs hold as the imported text reads now"
    )
    confirming.add_argument("paragraph", nargs="+", type=_paragraph, metavar="PARAGRAPH", help="as in «koml 19-4», one argument")
    confirming.add_argument("--who", default=user or "editor", help="who has read them; kept with the confirmation")
    pinning = commands.add_parser("pin-law", help="for maintainers: pin the rules to the text of these acts")
    pinning.add_argument("file", nargs="+", type=Path, metavar="FILE")
    pinning.add_argument(
        "--only",
        action="append",
        type=_paragraph,
        metavar="PARAGRAPH",
        help="pin this paragraph alone, as in «koml 19-4», and leave the others; may be given several times",
    )


def _paper_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], user: str) -> None:
    def who(command: argparse.ArgumentParser) -> None:
        command.add_argument("--who", default=user or "editor", help="who does it, for the history")

    reading = commands.add_parser("ingest", help="read documents (PDF, DOCX, HTML, text) into drafts, see docs/documents.md")
    reading.add_argument("document", nargs="+", type=Path, metavar="FILE", help="a document, or a folder of them")
    reading.add_argument("--dry-run", action="store_true", help="tell what is found, and keep nothing")
    reading.add_argument("--json", action="store_true", help='print {"drafts": [...]}')
    who(reading)
    listing = commands.add_parser("drafts", help="list the drafts that wait for approval, or show some with their evidence")
    listing.add_argument("draft", nargs="*", type=int, metavar="DRAFT", help="number of a draft to show")
    approving = commands.add_parser("approve", help="for editors: take drafts into the register")
    approving.add_argument("draft", nargs="+", type=int, metavar="DRAFT", help="number of the draft")
    who(approving)
    rejecting = commands.add_parser("reject", help="for editors: settle that a draft is not taken in")
    rejecting.add_argument("draft", type=int, metavar="DRAFT", help="number of the draft")
    rejecting.add_argument("--why", required=True, help="why, for the history")
    who(rejecting)
    told = commands.add_parser("history", help="list the latest changes of the register: what, when, who and why")
    told.add_argument("--last", type=int, default=20, metavar="N", help="how many (default: 20)")
    undoing = commands.add_parser("undo", help="for editors: take back a revision of the register; the history keeps it")
    undoing.add_argument("revision", type=int, metavar="REVISION", help="number of the revision, as history tells it")
    undoing.add_argument("--why", required=True, help="why, for the history")
    who(undoing)


def _feedback_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    judging = commands.add_parser("feedback", help="for editors: list what went wrong, by subject and topic, with comments")
    judging.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="from this day on, YYYY-MM-DD (default: all)")
    judging.add_argument("--json", action="store_true", help='print {"subjects": [...], "judgements": [...], ...}')
    judging.add_argument("--csv", type=Path, metavar="FILE", help="write a table that spreadsheets read")
    judging.add_argument("--delete", type=str.upper, metavar="REFERENCE", help="delete a comment or question that names somebody")


def _delivery_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    commands.add_parser("deliver", help="send what is queued, in a process of its own beside those that serve")
    telling = commands.add_parser("outbox", help="tell how far what was sent unprompted has come, and send again what failed")
    telling.add_argument("--event", metavar="EVENT", help="this notice alone, by its id (default: the last ones)")
    telling.add_argument("--last", type=int, default=20, metavar="N", help="how many notices (default: 20)")
    telling.add_argument("--resend", metavar="EVENT", help="try again those that failed of this notice, and only those")
    telling.add_argument("--json", action="store_true", help='print {"notices": [...]}')


def _figures_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    telling = commands.add_parser("quiz-figures", help="for trainers: weak themes and items of a month, as group figures")
    telling.add_argument("--month", type=_month, metavar="YYYY-MM", help="the month (default: the one that ended last)")
    telling.add_argument("--csv", type=Path, metavar="FILE", help="write a table that spreadsheets read")
    telling.add_argument("--language", choices=["nb", "nn"], default="nb", help="the written form of the table (default: nb)")


def _month(text: str) -> str:
    try:
        return f"{date.fromisoformat(f'{text}-01'):%Y-%m}"
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no month: write it as in 2026-11") from None


def _paragraph(text: str) -> str:
    """A whole paragraph as references have it; «koml § 19-4» is taken too."""
    try:
        ref = Ref.parse(re.sub(r"[\s§]+", " ", text).strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no paragraph: write act and number in quotes, as in 'koml 19-4'") from None
    if ref.ledd is not None or ref.letter is not None:
        raise argparse.ArgumentTypeError(f"{text!r} is less than a paragraph: name the whole, '{ref.act} {ref.paragraph}'")
    return f"{ref.act} {ref.paragraph}"


def stale_lines(stale: Stale) -> Iterator[str]:
    """A line for each stale rule, in the order of their ids."""
    for rule, changed in sorted(stale.items()):
        yield f"stale: {rule} rests on {', '.join(changed)}, whose text has changed; look at it, then confirm or mend it"


def confirm_report(who: str, paragraphs: Sequence[str], no_longer_stale: Sequence[str], stale: Stale) -> str:
    """What came of confirming paragraphs: the rules that are no longer stale, and those that still are."""
    return "\n".join(
        (
            f"Confirmed by {who}: {', '.join(paragraphs)}.",
            *(f"no longer stale: {rule}" for rule in sorted(no_longer_stale)),
            *stale_lines(stale),
            f"No longer stale: {len(no_longer_stale)}. Still stale: {len(stale)}.",
        )
    )


def check_report(
    counts: Mapping[str, int], problems: Sequence[Problem], stale: Stale, items: Iterable[QuizItem], *, as_json: bool
) -> str:
    """What `check` found: problems and stale rules one a line, how hard the quiz items are, the counts; or all of it as JSON."""
    hard = readability.report(items)
    if not as_json:
        told = (f"{name:16} {count:6}" for name, count in counts.items())
        return "\n".join((*map(str, problems), *stale_lines(stale), *hard_lines(hard), *told))
    faults = [{"file": p.file, "line": p.line, "where": p.where, "fault": p.fault, "remedy": p.remedy} for p in problems]
    rules = {rule: list(changed) for rule, changed in sorted(stale.items())}
    lix = {r.language: {"items": r.items, "middle": r.middle, "hardest": dict(r.hardest)} for r in hard}
    return json.dumps({"counts": counts, "problems": faults, "stale": rules, "lix": lix}, ensure_ascii=False, indent=2)


def hard_lines(reports: Iterable[readability.Report]) -> Iterator[str]:
    """A line for each written form: how hard the quiz items are to read, and the hardest ten."""
    for each in reports:
        hardest = ", ".join(f"{item} {lix}" for item, lix in each.hardest)
        yield f"lix {each.language}: {each.middle} in the middle of {each.items} quiz items; the hardest: {hardest}"
