"""The door the web server calls."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enthesis.config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
