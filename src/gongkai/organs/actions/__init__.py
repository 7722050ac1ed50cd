"""Writes of organs: one function, one transaction, one event in the log."""

from gongkai.organs.actions.accounts import (
    close_account,
    open_account,
    reset_password,
    reset_second_factor,
)
from gongkai.organs.actions.directory import register, reorganise
from gongkai.organs.actions.posts import appoint, end_post, found, hand_over
from gongkai.organs.actions.record import amend, cancel_amendment
from gongkai.organs.actions.standing_in import end_stand_in, stand_in
from gongkai.organs.actions.structure import add_member, add_unit, end, open_section, withdraw

__all__ = [
    "add_member",
    "add_unit",
    "amend",
    "appoint",
    "cancel_amendment",
    "close_account",
    "end",
    "end_post",
    "end_stand_in",
    "found",
    "hand_over",
    "open_account",
    "open_section",
    "register",
    "reorganise",
    "reset_password",
    "reset_second_factor",
    "stand_in",
    "withdraw",
]
