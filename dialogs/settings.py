"""Settings from what the environment says, checked. The environment itself is read at the door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dialogs.channels.settings import TeamsSettings
from dialogs.roles import GROUP, Members, groups_in, is_group
from storage.keeping import Limits

_EXAMPLE = "00000000-0000-0000-0000-000000000000"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
DATABASE_URL = "sqlite:///data/samrad.sqlite3"


class BadSettings(Exception):
    """The environment asks for something that cannot be. Says what, and what to do, line by line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the environment decides, checked."""

    port: int = 3978
    host: str = "127.0.0.1"
    database_url: str = DATABASE_URL
    secret: str = field(default="", repr=False)
    poll_seconds: float = 10.0
    log_level: str = "INFO"
    teams: TeamsSettings = field(default_factory=TeamsSettings)
    editors: tuple[str, ...] = ()
    """Who may change what is known: Entra object ids, and ``group:`` with that of a group; in local mode the channel's ids of
    people, or ``*`` for everybody."""
    two_persons: bool = False
    """True when a draft needs the approval of two editors."""
    base_url: str = ""
    """Where the pages and calendars are reached from outside, without a slash at the end; empty: not from outside."""
    limits: Limits = field(default_factory=Limits)
    """How many days things are kept."""
    trainers: tuple[str, ...] = ()
    """Who may hold quizzes for groups and tend the quiz items: as for ``editors``."""
    send_rate: float = 30.0
    """Messages a second that are sent unprompted to one tenant, from all replicas together."""
    members: Members = field(default_factory=Members, compare=False)
    """Who is in those groups, as it was told last; nobody before it is."""

    def may_edit(self, user: str) -> bool:
        """True for an editor, by the id that the channel gives a person."""
        return self._among(user, self.editors)

    def may_train(self, user: str) -> bool:
        """True for a trainer, by the id that the channel gives a person."""
        return self._among(user, self.trainers)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that editors and trainers are taken from."""
        return groups_in((*self.editors, *self.trainers))

    def _among(self, user: str, named: tuple[str, ...]) -> bool:
        if user.casefold() in (one.casefold() for one in named) or (self.teams.local and "*" in named):
            return True
        return any(self.members.holds(group, user) for group in groups_in(named))


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment gives; BadSettings lists every fault with its remedy."""
    faults: list[str] = []

    def number(name: str, default: float, least: float, most: float) -> float:
        text = environment.get(name, "").strip()
        try:
            value = float(text) if text else default
        except ValueError:
            value = -1.0
        if not least <= value <= most:
            faults.append(f"{name} is {text!r}: give a number from {least:g} to {most:g}.")
            return default
        return value

    port = int(number("PORT", 3978, 0, 65535))
    poll = number("SAMRAD_POLL_SECONDS", 10, 1, 60)
    limits = _limits(number)
    rate = number("SAMRAD_SEND_RATE", 30, 0.1, 500)
    level = environment.get("SAMRAD_LOG_LEVEL", "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        faults.append(f"SAMRAD_LOG_LEVEL is {level!r}: use DEBUG, INFO, WARNING or ERROR.")
    teams = _teams(environment, faults)
    host = environment.get("SAMRAD_HOST", "127.0.0.1" if teams.local else "0.0.0.0")  # noqa: S104  (behind a load balancer, with tokens)
    if teams.local and host not in LOOPBACK:
        faults.append(f"SAMRAD_HOST is {host!r}, but without MicrosoftAppId only loopback is served: unset it, or set an app id.")
    secret = environment.get("SAMRAD_SECRET", "")
    if not teams.local and len(secret) < 32:
        faults.append(
            "SAMRAD_SECRET must be at least 32 random characters when an app id is set: it keys what is stored about people."
        )
    editors = _people("SAMRAD_EDITORS", _words(environment, "SAMRAD_EDITORS"), teams, faults)
    trainers = _people("SAMRAD_TRAINERS", _words(environment, "SAMRAD_TRAINERS"), teams, faults)
    two, base = _editing(environment, faults)
    if faults:
        raise BadSettings("\n".join(faults))
    return Settings(port, host, database_url(environment), secret, poll, level, teams, editors, two, base, limits, trainers, rate)


def _limits(number: Callable[[str, float, float, float], float]) -> Limits:
    """How many days things are kept."""
    return Limits(
        feedback=int(number("SAMRAD_FEEDBACK_DAYS", 365, 1, 3650)),
        conversations=int(number("SAMRAD_CONVERSATION_DAYS", 180, 1, 3650)),
        people=int(number("SAMRAD_PERSON_DAYS", 730, 1, 3650)),
        sent=int(number("SAMRAD_SENT_DAYS", 90, 1, 3650)),
        unreached=int(number("SAMRAD_UNREACHED_DAYS", 180, 1, 3650)),
        authors=int(number("SAMRAD_AUTHOR_DAYS", 1461, 1, 3650)),
    )


def _people(name: str, people: tuple[str, ...], teams: TeamsSettings, faults: list[str]) -> tuple[str, ...]:
    """The people that the setting of that name holds; what is wrong is added to ``faults``."""
    if "*" in people and not teams.local:
        faults.append(f"{name} holds «*», which is for local mode alone: list object ids.")
    for entry in people:
        if not entry.casefold().startswith(GROUP):
            continue
        if not is_group(entry):
            faults.append(f"{name} holds {entry!r}: write {GROUP} and the group's object id, as in {GROUP}{_EXAMPLE}.")
        elif teams.local or not teams.tenant_id:
            told = "which is looked up in the app's tenant: set MicrosoftAppId and MicrosoftAppTenantId"
            faults.append(f"{name} holds a group, {told}.")
    return people


def _editing(environment: Mapping[str, str], faults: list[str]) -> tuple[bool, str]:
    """Whether two must approve, and the address from outside; what is wrong is added to ``faults``."""
    two = environment.get("SAMRAD_TWO_PERSONS", "").strip().lower()
    if two not in ("", "0", "1", "true", "false"):
        faults.append(f"SAMRAD_TWO_PERSONS is {two!r}: use 1 to require two editors for each approval, or 0.")
    base = environment.get("SAMRAD_BASE_URL", "").strip().rstrip("/")
    if base and not base.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        faults.append(f"SAMRAD_BASE_URL is {base!r}: give the https:// address that the service is reached at from outside.")
    return two in ("1", "true"), base


def _words(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(environment.get(name, "").replace(",", " ").split())


def database_url(environment: Mapping[str, str]) -> str:
    """The database that the environment names, or the file that is ours when it names none."""
    return environment.get("SAMRAD_DATABASE_URL", "").strip() or DATABASE_URL


def _teams(environment: Mapping[str, str], faults: list[str]) -> TeamsSettings:
    """How the bot is registered; what is wrong is added to ``faults``."""
    try:
        return _registered(environment)
    except ValueError as error:
        faults.append(str(error))
        return TeamsSettings()


def _registered(environment: Mapping[str, str]) -> TeamsSettings:
    settings = TeamsSettings(
        app_id=environment.get("MicrosoftAppId", "").strip(),
        password=environment.get("MicrosoftAppPassword", ""),
        app_type=environment.get("MicrosoftAppType", "").strip() or "MultiTenant",  # type: ignore[arg-type]  # checked there
        tenant_id=environment.get("MicrosoftAppTenantId", "").strip(),
        allowed_tenants=_words(environment, "SAMRAD_ALLOWED_TENANTS"),
        more_service_hosts=_words(environment, "SAMRAD_SERVICE_HOSTS"),
    )
    metadata = environment.get("BotOpenIdMetadata", "").strip()
    return replace(settings, open_id_metadata=metadata) if metadata else settings
