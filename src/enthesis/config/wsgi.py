"""The door the web server calls."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enthesis.config.settings.production")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
