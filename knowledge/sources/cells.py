"""What a cell of a table means: numbers and dates as Norwegians write them, lists, yes and no."""

from __future__ import annotations

import re
from typing import Any

from knowledge.model import PartialDate

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YES = frozenset({"yes", "ja", "true", "sann", "x", "1"})
_NO = frozenset({"no", "nei", "false", "usann", "0"})


def words(cell: str) -> str:
    """The words as they stand."""
    return cell


def both(cell: str) -> dict[str, str]:
    """The same words in bokmål and nynorsk."""
    return {"nb": cell, "nn": cell}


def items(cell: str) -> list[str]:
    """The parts between «|»."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def municipality_number(cell: str) -> str:
    """Four digits; a spreadsheet takes the leading zero away."""
    if not re.fullmatch(r"\d{3,4}", cell):
        raise ValueError(f"«{cell}» is not a municipality number of four digits")
    return cell.zfill(4)


def number(cell: str) -> float:
    """«1 234,5», «1.234.567», «1234.5» and «-3»; ValueError for what is no number or could be two."""
    text = _SPACES.sub("", cell).replace("\u2212", "-")
    if "," in text:
        whole, _, rest = text.partition(",")
        if _THOUSANDS.fullmatch(whole):
            whole = whole.replace(".", "")
        text = f"{whole}.{rest}" if "." not in whole else cell
    elif re.fullmatch(r"[+-]?\d{1,3}\.\d{3}", text) and not re.match(r"[+-]?0\.", text):
        raise ValueError(f"«{cell}» can be read as two numbers: write {text.replace('.', '')} or {text.replace('.', ',')}")
    elif _THOUSANDS.fullmatch(text) and text.count(".") > 1:
        text = text.replace(".", "")
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"«{cell}» is not a number: write it as 1 234,5 or 1234.5")
    return float(text)


def whole(cell: str) -> int:
    """A number without decimals."""
    value = number(cell)
    if value != int(value):
        raise ValueError(f"«{cell}» is not a whole number")
    return int(value)


def day(cell: str) -> dict[str, Any]:
    """«2015», «2024-06», «2025-10-17» or «17.10.2025»."""
    match = _DAY.fullmatch(cell)
    if match:
        date, month, year = match.groups()
        iso = f"{year}-{int(month):02}-{int(date):02}"
    else:
        iso = cell
    try:
        found = PartialDate.parse(iso)
    except ValueError as error:
        raise ValueError(f"«{cell}» is not a date: write 2015, 2024-06, 2025-10-17 or 17.10.2025") from error
    parts = {"year": found.year, "month": found.month, "day": found.day}
    return {name: part for name, part in parts.items() if part is not None}


def yes(cell: str) -> bool:
    """«yes», «ja», «no», «nei» and the like."""
    if cell.lower() in _YES:
        return True
    if cell.lower() in _NO:
        return False
    raise ValueError(f"«{cell}» is neither yes nor no: write yes, no, ja or nei")
