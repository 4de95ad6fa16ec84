"""The API as a whole; addresses begin with ``/api/v1``."""

from __future__ import annotations

from ninja import NinjaAPI

import tendik
from tendik_web.api import problems
from tendik_web.api.auth import Optional
from tendik_web.api.routes import countries, laws
from tendik_web.api.routes.records import ROUTERS

api = NinjaAPI(
    title="Tendik",
    version="1",
    description=(
        f"Tendik {tendik.__version__}. Everything public can be read without a token. "
        "A token is made on the page of an account; it never allows more than its person may. "
        "Texts of problems come in the language of Accept-Language: kk, ru or en."
    ),
    urls_namespace="api-1",
    docs_url=None,
    auth=Optional(),
)
problems.install(api)
api.add_router("", countries.router)
api.add_router("/laws", laws.router)
for router in ROUTERS.values():
    api.add_router("", router)
