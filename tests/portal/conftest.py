"""The public site with the demonstration, or with nothing. Do not use both in one module."""

import pytest

import demonstration
import pages


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with demonstration.loaded(django_db_blocker):
        yield


@pytest.fixture
def site(demo, db, client):
    return pages.Pages(client)


@pytest.fixture
def bare(db, client):
    """A site on which nothing is published yet."""
    return pages.Pages(client)
