"""Django's commands: `python manage.py …` is `gongkai manage …`."""

import sys

from gongkai.cli.main import main

if __name__ == "__main__":
    main(["manage", *sys.argv[1:]])
