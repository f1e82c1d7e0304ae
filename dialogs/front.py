"""All pages and files that are served, put together: what writes them, what serves them, and who may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from aiohttp import web

from dialogs.channels import calendar, cases, certificates, downloads, metrics, mydata, overview, reports
from dialogs.channels import web as pages
from dialogs.channels.overview_access import Access
from dialogs.channels.tab import Tab
from dialogs.delivery.metrics import Metrics
from dialogs.live import Live
from dialogs.mydata.pages import MyDataPages
from dialogs.overview.pages import OverviewPages
from dialogs.overview.views import VIEWS
from dialogs.ownership.pages import DraftPages
from dialogs.screen import Screen
from dialogs.settings import Settings
from dialogs.site.addresses import Addresses
from dialogs.site.calendar_feeds import Calendars
from dialogs.site.case_pages import CasePages
from dialogs.site.certificate_pages import CertificatePages
from dialogs.site.page_render import PageRenderer
from dialogs.training.course_items import courses
from dialogs.training.figures_told import FigureFiles
from storage.database import Database
from storage.settings import secret_of


async def add_pages(
    app: web.Application, settings: Settings, database: Database, live: Live, addresses: Addresses, screens: Sequence[Screen],
    clock: Callable[[], datetime], today: Callable[[], date],
) -> None:  # fmt: skip
    """Add them all to the service."""

    def health() -> pages.Health:
        return pages.Health(live.knowledge.revision, len(live.knowledge.register.cooperations))

    local, secret, rendering = settings.teams.local, addresses.secret, PageRenderer()
    pages.add_routes(app, local=local, health=health, screens=screens)
    written = CasePages(lambda: live.knowledge, today, rendering, addresses, local=local)
    cases.add_routes(app, written, local=local, secret=secret)
    looked_at = OverviewPages(lambda: live.knowledge, today, rendering, addresses, local=local)
    tab = None if local else Tab(settings.teams, secret, lambda: addresses.base_url, looked_at.sign_in)
    app.add_routes(overview.routes(looked_at, VIEWS, Access(local, secret, tab)))
    if tab:
        tab.add_routes(app)
    drafts = DraftPages(lambda: live.knowledge, today, rendering, addresses, local=local)
    app.add_routes(reports.routes(drafts, local=local, secret=secret))
    metrics.add_routes(app, Metrics(database, clock), local=local, secret=secret)
    keyed = (await secret_of(database, settings.secret), clock)
    proofs = CertificatePages(courses, lambda: live.knowledge, rendering, addresses, *keyed, local=local)
    app.add_routes(certificates.routes(proofs, local=local))
    kept = MyDataPages(database, settings.limits, rendering, *keyed, local=local)
    app.add_routes(mydata.routes(kept, local=local))
    feeds = Calendars(database, lambda: live.knowledge.register, addresses, today)
    tables = FigureFiles(database, lambda: live.knowledge.register)
    app.add_routes([*calendar.routes(feeds.find, secret), *downloads.routes(tables.find, secret)])
