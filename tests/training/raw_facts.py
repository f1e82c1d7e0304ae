"""What plain records say on a day: yes, no, or not settled. For checking what was made of the same register by other code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from tests.training import raw as plain_records
from tests.training.raw import Raw, Record

_MONTHS = [
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
]  # fmt: skip
_HOSTED = {"vertskommunesamarbeid", "administrativt-vertskommunesamarbeid", "vertskommunesamarbeid-folkevalgt-nemnd"}
_ALIKE = (
    _HOSTED | {"paragraf-28-1-vertskommune", "kjoep-av-tjenester"},
    {"interkommunalt-politisk-raad", "paragraf-27-styre", "regionraad", "samkommune"},
    {"kommunalt-oppgavefellesskap", "paragraf-27-styre", "samkommune"},
    {"uformelt-nettverk", "avtale", "prosjekt"},
)
"""Forms of which a reader may take one for another."""
_NO_FORM = {"avtale", "prosjekt", "regionraad", "paragraf-27-styre", "paragraf-28-1-vertskommune", "samkommune"}
_NO_WEIGHT = """
i på for om av til fra frå og med mellom felles interkommunal interkommunalt interkommunale kommunal kommunalt kommunale samarbeid
samarbeidet iks as sa ko ipr
"""
"""Words that tell nothing apart."""
_SHORT = 3


class Facts:
    """The plain records on a day."""

    def __init__(self, raw: Raw, today: date) -> None:
        self.raw, self.today = raw, today

    # -- names -----------------------------------------------------------------------------------------------------

    def the_one(self, name: str, lang: str) -> Record:
        """The one cooperation that can be meant by a name; LookupError when there is none, or more."""
        told = _bare(name)
        found = _called(self.raw).get(told, ())
        if len(found) != 1:
            raise LookupError(f"«{name}» may mean {len(found)} cooperations: {sorted(found)[:4]}")
        record = self.raw.of("cooperations")[next(iter(found))]
        if _bare(record["name"][lang]) != told:
            raise LookupError(f"«{name}» is not the name of {record['id']}")
        alike = _weighty(self.raw).get(_weight(told), frozenset()) - {record["id"]}
        if alike and _weight(told):
            raise LookupError(f"«{name}» may be taken for {sorted(alike)[:4]}")
        return record

    def alike(self, record: Record, municipality: str) -> list[str]:
        """Cooperations of the municipality whose names have all the telling words of this one's, or have theirs in this one's."""
        own = [_weight(_bare(name)) for name in record["name"].values()]
        return [
            other["name"]["nb"]
            for other in _of_place(self.raw).get(municipality, ())
            if other["id"] != record["id"]
            and any(a and b and (a <= b or b <= a) for a in own for b in (_weight(_bare(n)) for n in other["name"].values()))
        ]

    def place(self, name: str) -> str:
        """The one municipality of today that bears a name."""
        bare, _, county = name.partition(" i ")
        found = [
            m["id"]
            for m in _places(self.raw).get(bare.casefold(), ())
            if self._stands(m) and county.casefold() in ("", m["county"].casefold())
        ]
        if len(found) != 1:
            raise LookupError(f"«{name}» is {len(found)} municipalities")
        return str(found[0])

    def named_form(self, name: str, lang: str) -> str:
        """The form that goes by a name."""
        found = plain_records.form_names().get((lang, name.casefold()))
        if found is None:
            raise LookupError(f"«{name}» is no form")
        return found

    def field(self, name: str, lang: str) -> str:
        """The one field that goes by a name."""
        found = [f["id"] for f in self.raw.of("fields").values() if f["name"][lang].casefold() == name.casefold()]
        if len(found) != 1:
            raise LookupError(f"«{name}» is {len(found)} fields")
        return str(found[0])

    def rule(self, rule: str) -> Record:
        """A rule of law."""
        if rule not in plain_records.rules():
            raise LookupError(f"there is no rule {rule}")
        return plain_records.rules()[rule]

    def figure(self, fact: str) -> Record:
        """The figure of a fact."""
        return self.raw.of("figures")[fact.removeprefix("figure:")]

    # -- what holds ------------------------------------------------------------------------------------------------

    def takes_part(self, record: Record, municipality: str) -> bool | None:
        """Whether a municipality is with a cooperation on the day; None when the records do not settle it."""
        own = [p for p in record.get("participants", ()) if p.get("municipality") == municipality]
        if len(own) > 1 or any("until" in p or not self._begun(p) for p in own):
            return None
        if own:
            return {"participant": True, "host": True, "outside": False}.get(own[0].get("role", "participant"))
        whole = record.get("participants_complete") == "true" and not self._others(record)
        return False if whole and record.get("participants") else None

    def how_many(self, record: Record) -> int | None:
        """How many municipalities are with it, when that is settled."""
        named = [p["municipality"] for p in record.get("participants", ()) if "municipality" in p]
        inside = [self.takes_part(record, m) for m in named if self._role(record, m) != "outside"]
        if record.get("participants_complete") != "true" or self._others(record) or not all(inside):
            return None
        count = record.get("participant_count", str(len(inside)))
        return len(inside) if count == str(len(inside)) else None

    def host(self, record: Record) -> str | None:
        """The one host, of a form that has hosts."""
        hosts = [p["municipality"] for p in record.get("participants", ()) if p.get("role") == "host" and "municipality" in p]
        if len(hosts) != 1 or self.form(record) not in _HOSTED or not self.takes_part(record, hosts[0]):
            return None
        return str(hosts[0])

    def form(self, record: Record) -> str | None:
        """The one form that it has on the day."""
        told = [f for f in record.get("forms", ()) if f.get("considered") != "true" and first(f["on"]) <= self.today]
        if not told:
            return None
        newest = max(first(f["on"]) for f in told)
        last = {f["form"] for f in told if last_day(f["on"]) >= newest}
        form = next(iter(last)) if len(last) == 1 else None
        since = plain_records.legal_forms().get(form or "", {}).get("since")
        if form in _NO_FORM or (since and any(first(f["on"]) < first(since) for f in told if f["form"] == form)):
            return None
        return form

    def has_form(self, record: Record, form: str) -> bool | None:
        """Whether it has a form; None for one that it may be taken for, or that it once had or may get."""
        own = self.form(record)
        if own is None:
            return None
        if own == form:
            return True
        near = any(own in alike and form in alike for alike in _ALIKE)
        return None if near or form in {f["form"] for f in record["forms"]} else False

    def chapter(self, record: Record) -> str | None:
        """The chapter of kommuneloven that its form stands in."""
        basis = plain_records.legal_forms().get(self.form(record) or "", {}).get("basis", {}).get("nb", "")
        found = re.search(r"kommuneloven (?:kapittel|§) (\d+)", basis)
        return found.group(1) if found else None

    def in_field(self, record: Record, field: str, *, only: bool) -> bool | None:
        """Whether it belongs to a field; None for one above or below, or that its texts speak of. ``only``: to it alone."""
        own = record.get("fields", [])
        if field in own:
            return True if len(own) == 1 or not only else None
        lines = [self._line(f) for f in own]
        if any(field in line for line in lines) or any(f in self._line(field) for f in own):
            return None
        return None if self._speaks_of(record, field) else False

    # -- whether it may be asked ----------------------------------------------------------------------------------

    def doubts(self, fact: str) -> Iterator[str]:
        """Why a fact must not be asked about."""
        kind, _, record_id = fact.partition(":")
        record = self.raw.of(f"{kind}s").get(record_id)
        if record is None:
            yield f"{fact} is not in the register"
            return
        if fact in _disputed(self.raw):
            yield f"{fact} is disputed"
        if self._passage_disputed(record["cite"]):
            yield f"{fact} rests on a passage that is disputed"
        if first(self.raw.of("sources")[record["cite"]["source"]]["published"]) > self.today:
            yield f"{fact} is from a source that was not out"
        if kind == "figure":
            unsure = record.get("qualifier", "exact") != "exact" or "upper" in record or "note" in record
            if unsure:
                yield f"{fact} is not exact"
            return
        if record.get("example") == "true" or record["kind"] in ("idea", "study", "project"):
            yield f"{fact} is no cooperation of here and now"
        known = [s for s in record["status"] if first(s["on"]) <= self.today]
        newest = max((first(s["on"]) for s in known), default=date.max)
        if {s["status"] for s in known if last_day(s["on"]) >= newest} != {"operating"}:
            yield f"{fact} is not in operation"
        if _followed(self.raw).get(record_id, ()):
            yield f"{fact} has been followed by another"

    def age_of(self, fact: str) -> str | None:
        """The month or year of its source when that is more than 18 months back."""
        kind, _, record_id = fact.partition(":")
        record = self.raw.of(f"{kind}s")[record_id]
        told = self._dated(record)
        end = last_day(told)
        past = date(end.year + (end.month + 17) // 12, (end.month + 17) % 12 + 1, min(end.day, 28))
        year, *rest = told.split("-")
        return (f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year) if past < self.today else None

    def source_in(self, because: str, fact: str, lang: str) -> bool:
        """Whether an explanation names the source, its day and the place of a fact."""
        kind, _, record_id = fact.partition(":")
        record = self.raw.of(f"{kind}s")[record_id]
        cites = [
            record["cite"],
            *(part["cite"] for key in ("participants", "forms") for part in record.get(key, ()) if "cite" in part),
        ]
        for cite in cites:
            source = self.raw.of("sources")[cite["source"]]
            year = cite.get("as_of", source["published"])[:4]
            if source["short"][lang] in because and cite["place"] in because and year in because:
                return True
        return False

    # -- within ----------------------------------------------------------------------------------------------------

    def _dated(self, record: Record) -> str:
        cite = record["cite"]
        return str(cite.get("as_of", self.raw.of("sources")[cite["source"]]["published"]))

    def _begun(self, participant: Record) -> bool:
        return "since" not in participant or last_day(participant["since"]) <= self.today

    def _others(self, record: Record) -> bool:
        with_it = ("participant", "host", "proposed")
        return any("other" in p and p.get("role", "participant") in with_it for p in record.get("participants", ()))

    def _role(self, record: Record, municipality: str) -> str:
        return next(str(p.get("role", "participant")) for p in record["participants"] if p.get("municipality") == municipality)

    def _stands(self, municipality: Record) -> bool:
        return "until" not in municipality or first(municipality["until"]) > self.today

    def _line(self, field: str) -> list[str]:
        """The field and those above it."""
        line = [field]
        while (above := self.raw.of("fields")[line[-1]].get("parent")) and above not in line:
            line.append(above)
        return line

    def _speaks_of(self, record: Record, field: str) -> bool:
        told = self.raw.of("fields")[field]
        words = {told["name"]["nb"], told["name"]["nn"], *told["words"].get("nb", ()), *told["words"].get("nn", ())}
        said = " ".join([*record["name"].values(), *record["summary"].values()]).casefold()
        return any(re.search(rf"\b{re.escape(word.casefold())}\b", said) for word in words)

    def named_after(self, record: Record, field: str) -> bool:
        """Whether the name of a cooperation tells the field."""
        told = self.raw.of("fields")[field]
        words = {*told["name"].values(), *told["words"].get("nb", ()), *told["words"].get("nn", ())}
        each = {word for several in words for word in re.findall(r"\w+", several.casefold())} - frozenset(_NO_WEIGHT.split())
        said = " ".join(record["name"].values()).casefold()
        return any(word in said if len(word) > _SHORT else re.search(rf"\b{word}\b", said) for word in each)

    def _passage_disputed(self, cite: Record) -> bool:
        own = _numbers(cite.get("lines", ""))
        for other in _passages(self.raw):
            if other["source"] != cite["source"]:
                continue
            theirs = _numbers(other.get("lines", ""))
            if (own and theirs and len(own & theirs) * 2 >= len(own)) or (
                not (own and theirs) and other["place"] == cite["place"]
            ):
                return True
        return False


def first(told: str) -> date:
    """The earliest day that a date can mean."""
    return date.fromisoformat((told + "-01-01")[:10])


def last_day(told: str) -> date:
    """The latest day that a date can mean."""
    if len(told) == 10:
        return date.fromisoformat(told)
    year, month = int(told[:4]), int(told[5:7] or 12)
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def _bare(name: str) -> str:
    return re.sub(r"[«»]", "", name).strip().casefold()


def _weight(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name)) - frozenset(_NO_WEIGHT.split())


def _numbers(lines: str) -> set[int]:
    return {n for a, b in re.findall(r"(\d+)(?:-(\d+))?", lines) for n in range(int(a), int(b or a) + 1)}


@cache
def _called(raw: Raw) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for record in raw.of("cooperations").values():
        aliases = record.get("aliases", {})
        for name in (*record["name"].values(), *aliases.get("nb", ()), *aliases.get("nn", ())):
            found.setdefault(_bare(name), set()).add(record["id"])
    return found


@cache
def _of_place(raw: Raw) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in raw.of("cooperations").values():
        for municipality in {p["municipality"] for p in record.get("participants", ()) if "municipality" in p}:
            found.setdefault(municipality, []).append(record)
    return found


@cache
def _weighty(raw: Raw) -> dict[frozenset[str], frozenset[str]]:
    found: dict[frozenset[str], set[str]] = {}
    for record in raw.of("cooperations").values():
        for name in record["name"].values():
            found.setdefault(_weight(_bare(name)), set()).add(record["id"])
    return {weight: frozenset(ids) for weight, ids in found.items()}


@cache
def _places(raw: Raw) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for municipality in raw.of("municipalities").values():
        found.setdefault(municipality["name"]["nb"].casefold(), []).append(municipality)
    return found


@cache
def _disputed(raw: Raw) -> frozenset[str]:
    return frozenset(fact for conflict in raw.of("conflicts").values() for fact in conflict["facts"])


@cache
def _passages(raw: Raw) -> tuple[Record, ...]:
    return tuple(cite for conflict in raw.of("conflicts").values() for cite in conflict["cites"])


@cache
def _followed(raw: Raw) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in raw.of("cooperations").values():
        if "succeeds" in record and any(s["status"] in ("operating", "adopted") for s in record["status"]):
            found.setdefault(record["succeeds"], []).append(record["id"])
    return found
