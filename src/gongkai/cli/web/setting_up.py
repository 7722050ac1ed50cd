"""What every command of the site does first: read the settings, set Django up."""

import os
from typing import Any

import django
from django.core.management import CommandError, call_command

from gongkai.cli.plain.status import Failure, Status
from gongkai.site import environment
from gongkai.site.environment import SettingError
from gongkai.site.variables import Environment


def settings_in_force() -> Environment:
    """The settings, with Django told which profile. Raises Failure."""
    try:
        found = environment.read()
    except SettingError as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", found.settings_module)
    return found


def set_up() -> None:
    """Set Django up. Raises Failure."""
    try:
        django.setup()
    except SettingError as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem


def run_command(name: str, *words: str, **options: Any) -> None:
    """Run a management command, where the models can be loaded. Raises Failure with its sentence and status."""
    try:
        call_command(name, *words, **options)
    except CommandError as problem:
        status = next(each for each in Status if each == problem.returncode)
        raise Failure(status, str(problem)) from problem
