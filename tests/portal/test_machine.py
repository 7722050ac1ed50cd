"""What machines ask for: health and robots."""

import pytest
from django.db import DatabaseError

from gongkai.base import health


def test_health_is_plain_and_never_kept(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ok database" in answer.content.decode()


@pytest.mark.parametrize(("vital", "status"), [(True, 503), (False, 200)])
def test_only_a_vital_part_makes_the_service_unfit(client, db, monkeypatch, vital, status):
    part = health.Part("x", False, "坏了", vital=vital)
    monkeypatch.setattr(health, "examine", lambda: health.Health((part,)))
    answer = client.get("/healthz")
    assert answer.status_code == status
    assert answer.content.decode() == "fail x 坏了\n"


def test_health_answers_without_a_database(client, db, monkeypatch):
    def gone():
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.base.health.connection.cursor", gone)
        patch.setattr("gongkai.organs.queries.listed", gone)
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_robots_keeps_the_desk_out(client, db):
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()
