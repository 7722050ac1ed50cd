"""The server's entry: `gunicorn gongkai.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from gongkai.site import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", environment.read().settings_module)
application = get_wsgi_application()
