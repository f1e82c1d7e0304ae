"""What the Bot Framework door must know, as values. Never read from the environment here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

AppType = Literal["MultiTenant", "SingleTenant", "UserAssignedMSI"]

APP_TYPES: tuple[AppType, ...] = ("MultiTenant", "SingleTenant", "UserAssignedMSI")
SERVICE_HOSTS = ("smba.trafficmanager.net", "*.botframework.com", "*.teams.microsoft.com")
OPEN_ID_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ENTRA_METADATA = "https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """How the bot is registered, and how much it takes in. Without an app id it runs in local mode.

    Raises ValueError that names every fault and what to do about it.
    """

    app_id: str = ""
    password: str = field(default="", repr=False)
    app_type: AppType = "MultiTenant"
    tenant_id: str = ""
    allowed_tenants: tuple[str, ...] = ()
    """Tenants whose people are let in; the app's own when none is named."""
    open_id_metadata: str = OPEN_ID_METADATA
    entra_metadata: str = ENTRA_METADATA
    """Where Entra ID publishes the keys of a tenant, for those who sign in."""
    more_service_hosts: tuple[str, ...] = ()
    """Hosts beside SERVICE_HOSTS that replies may go to; ``*.`` in front means any host below.

    A loopback host that is named here may be reached without TLS, for tests behind a signing proxy.
    """
    max_body: int = 256 * 1024
    max_depth: int = 64
    read_seconds: float = 10.0
    """How long a caller may take over its body."""
    max_file: int = 25 * 1024 * 1024
    """So many bytes may a file have that a person sends."""
    file_seconds: float = 10.0
    """How long a file may take to come; Teams waits 15 seconds for us."""
    fetch_seconds: float = 5.0
    """How long the key server may take."""
    send_seconds: float = 20.0
    """How long Teams may take over one reply, the token included."""

    def __post_init__(self) -> None:
        if faults := self._faults():
            raise ValueError("\n".join(faults))

    @property
    def local(self) -> bool:
        """True without an app id: no tokens, loopback only."""
        return not self.app_id

    @property
    def tenants(self) -> frozenset[str]:
        """The tenants let in, in lower case."""
        return frozenset(tenant.lower() for tenant in self.allowed_tenants or (self.tenant_id,) if tenant)

    @property
    def service_hosts(self) -> tuple[str, ...]:
        """Every host pattern that replies may go to."""
        return SERVICE_HOSTS + self.more_service_hosts

    def _faults(self) -> list[str]:
        if self.local:
            return []
        faults = []
        if self.app_type not in APP_TYPES:
            faults.append(f"The app type {self.app_type!r} is unknown: use one of {', '.join(APP_TYPES)}.")
        if self.app_type != "MultiTenant" and not self.tenant_id:
            faults.append(f"The app type {self.app_type} needs the app's tenant id: set MicrosoftAppTenantId.")
        if self.app_type != "UserAssignedMSI" and not self.password:
            faults.append(f"The app type {self.app_type} needs a password: set MicrosoftAppPassword.")
        if not self.tenants:
            faults.append("No tenant is let in: set MicrosoftAppTenantId, or name the tenants that may use the bot.")
        return faults
