"""Too many wrong tries lock a name for a while; who it is nobody learns, and nobody else is locked."""

import datetime
import logging
import threading

import pytest
from axes.models import AccessAttempt, AccessLog
from django.db import connection
from django.test import Client

import authenticator
from gongkai.accounts.models import User

LOCKED = "登录失败次数太多，暂时锁定"


def wrong(sign_in, times, username="officer"):
    return [sign_in(f"wrong-{number}", username).status_code for number in range(times)]


@pytest.mark.parametrize("username", ["officer", "nobody"])
def test_the_fifth_wrong_try_locks_whether_or_not_the_name_exists(site, officer, sign_in, password, username):
    assert wrong(sign_in, 5, username) == [200, 200, 200, 200, 429]
    page = site.check("/account/login/", sign_in(password, username), 429)
    assert page.h1 == LOCKED
    assert "30 分钟" in page.text
    assert "系统管理员" in page.text
    assert username not in page.text


def test_both_pages_of_a_locked_name_are_the_same_to_the_letter(site, officer, sign_in, password):
    answers = []
    for username in ("officer", "nobody"):
        wrong(sign_in, 5, username)
        answers.append(site.check("/account/login/", sign_in(password, username), 429).text)
    assert answers[0] == answers[1]


def test_another_name_from_the_same_place_is_not_locked(officer, sign_in, password):
    User.objects.create_user("colleague", password=password)
    wrong(sign_in, 5)
    assert sign_in(password, "colleague").headers["Location"] == "/desk/"


def test_another_spelling_of_the_name_counts_the_same(officer, sign_in):
    spellings = ["officer", "OFFICER", " Officer", "ｏfficer", "officer"]
    assert [sign_in("wrong", each).status_code for each in spellings] == [200, 200, 200, 200, 429]


def test_the_lock_ends_as_told_and_tries_meanwhile_do_not_prolong_it(officer, sign_in, password):
    wrong(sign_in, 5)
    began = AccessAttempt.objects.get().attempt_time
    assert wrong(sign_in, 3) == [429, 429, 429]
    assert AccessAttempt.objects.get().attempt_time == began
    AccessAttempt.objects.update(attempt_time=began - datetime.timedelta(minutes=31))
    assert sign_in(password).headers["Location"] == "/desk/"
    assert not AccessAttempt.objects.exists()


def test_signing_in_forgets_earlier_slips(officer, sign_in, password, site):
    wrong(sign_in, 4)
    sign_in(password)
    site.client.post("/account/logout/")
    assert wrong(sign_in, 4) == [200] * 4


def test_a_right_password_does_not_open_endless_guesses_at_the_code(site, secret, sign_in, password):
    """Signing in again in between does not begin the count anew: only who comes in has shown who it is."""
    asked = sign_in(password)
    assert asked.headers["Location"] == "/account/2fa/authenticate/"
    statuses = [
        site.client.post(asked.headers["Location"], {"code": f"00000{n}"}).status_code for n in range(4)
    ]
    assert statuses == [200] * 4
    site.check("code", site.client.post(asked.headers["Location"], {"code": "999999"}), 429)
    right = site.client.post(asked.headers["Location"], {"code": authenticator.code(secret, 1)})
    assert site.check("code", right, 429).h1 == LOCKED
    assert Client().post("/account/login/", {"login": "officer", "password": password}).status_code == 429


def test_nothing_of_a_person_is_stored_nor_logged(officer, sign_in, password, caplog, site):
    caplog.set_level(logging.INFO)
    sign_in("secret-word", "officer")
    sign_in("password-typed-as-name", "zhang-san@example.com")
    rows = [str(value) for row in AccessAttempt.objects.values_list() for value in row]
    everything = "\n".join([*rows, *caplog.messages])
    for word in ("officer", "zhang", "secret-word", "password-typed", "127.0.0.1", "Mozilla"):
        assert word not in everything
    assert not AccessLog.objects.exists()


def test_it_is_told_once_who_was_locked(officer, sign_in, told):
    wrong(sign_in, 7)
    wrong(sign_in, 5, "nobody")
    assert [given["count"] for name, given in told if name == "sign_in_failed"] == [1, 2, 3, 4, 5] * 2
    assert [given["user"] for name, given in told if name == "locked_out"] == [officer, None]


@pytest.mark.django_db(transaction=True)
def test_workers_count_together(officer, sign_in, password):
    """Four tries at once, each over a connection of its own, as from several workers: none is lost.

    A database in memory is one connection's at a time, so there they come one after another.
    """

    def try_it():
        try:
            answers.append(Client().post("/account/login/", {"login": "officer", "password": "wrong"}))
        finally:
            connection.close()

    answers = []
    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
        if connection.vendor == "sqlite":
            thread.join()
    for thread in threads:
        thread.join()
    assert AccessAttempt.objects.get().failures_since_start == 4
    assert [each.status_code for each in answers] == [200] * 4
    assert sign_in("wrong").status_code == 429
