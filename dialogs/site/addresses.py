"""Where our pages and calendars are reached: the one place that knows the address from outside."""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogs.site import links


@dataclass(slots=True)
class Addresses:
    """Makes addresses, with the key that opens them; in local mode there is no secret, and no key."""

    base_url: str = ""
    """Set again at start, where the port is not known before."""
    secret: str = field(default="", repr=False)

    def __call__(self, path: str, **query: str) -> str:
        """The address of a path, as ``/saker/sogn-ko``; empty when we do not know where we are reached."""
        return links.link(self.base_url, self.secret, path, **query) if self.base_url else ""


def local_address(host: str, port: int) -> str:
    """Where this machine reaches what is served on ``host`` and ``port``."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
