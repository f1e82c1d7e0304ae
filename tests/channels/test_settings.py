"""What the settings refuse to start with."""

from __future__ import annotations

import pytest

from dialogs.channels.settings import TeamsSettings
from tests.channels.lab import APP_ID, TENANT


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
