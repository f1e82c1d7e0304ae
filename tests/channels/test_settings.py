"""What the settings refuse to start with, and which credentials come of them."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.channels.settings import AppType, TeamsSettings
from dialogs.channels.teams import TeamsDoor
from tests.channels.lab import APP_ID, TENANT, FakeBot, apology


def test_settings_name_every_fault_and_its_remedy() -> None:
    """An app id without the rest is refused at start, with what to set."""
    with pytest.raises(ValueError, match="MicrosoftAppPassword") as caught:
        TeamsSettings(app_id=APP_ID, app_type="SingleTenant")

    assert "MicrosoftAppTenantId" in str(caught.value)
    assert "secret" not in repr(TeamsSettings(app_id=APP_ID, password="secret", tenant_id=TENANT))


def test_a_managed_identity_needs_no_password() -> None:
    """With UserAssignedMSI only app and tenant are asked for, and the app's own tenant is let in."""
    settings = TeamsSettings(app_id=APP_ID, app_type="UserAssignedMSI", tenant_id=TENANT.upper())

    assert {TENANT} == settings.tenants


@pytest.mark.parametrize(
    ("app_type", "kind", "authority"),
    [
        ("SingleTenant", "MicrosoftAppCredentials", TENANT),
        ("MultiTenant", "MicrosoftAppCredentials", "botframework.com"),
        ("UserAssignedMSI", "ManagedIdentityAppCredentials", None),
    ],
)
def test_each_app_type_has_its_own_credentials(
    monkeypatch: pytest.MonkeyPatch, app_type: AppType, kind: str, authority: str | None
) -> None:
    """A single tenant signs in with its own authority, and always with a time-out; an identity needs no secret."""
    asked: dict[str, Any] = {}

    class Msal:
        def __init__(self, app_id: str, **options: Any) -> None:
            asked.update(options, app_id=app_id)

        def acquire_token_silent(self, *_: Any, **__: Any) -> dict[str, str]:
            return {"access_token": "from-msal"}

        def acquire_token_for_client(self, **_: Any) -> dict[str, str]:
            return {"access_token": "from-msal"}

    monkeypatch.setattr("dialogs.channels.teams.msal.ConfidentialClientApplication", Msal)
    settings = TeamsSettings(app_id=APP_ID, password="p", app_type=app_type, tenant_id=TENANT)
    door = TeamsDoor(settings, FakeBot().respond, apology)

    assert type(door._credentials).__name__ == kind
    if authority:
        assert door._token is not None
        assert door._token() == "from-msal"
        assert asked["authority"].endswith(authority)
        assert (asked["app_id"], asked["timeout"]) == (APP_ID, settings.fetch_seconds)
