"""The entry point for a web server: ``tendik_web.site.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tendik_web.site.settings")

application = get_wsgi_application()

from tendik_web.labs.warm import warm  # noqa: E402  (needs the application's settings)

warm()
