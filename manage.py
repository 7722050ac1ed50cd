"""Django's commands: `python manage.py …`, the same as `gongkai manage …`."""

import os
import sys

from django.core.management import execute_from_command_line

from gongkai.site import environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", environment.read().settings_module)
    execute_from_command_line(sys.argv)
