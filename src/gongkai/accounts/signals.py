"""What happens to accounts, told to whoever keeps a log of it. Connected in `records`, which stands above.

Every signal is sent with `user` (a User, or None where the name given is nobody's) and `by` (who did it: the user
where it is one's own doing, None where nobody is signed in). No signal carries a password, a name that was typed,
an address or a code. Those of an action are sent within its transaction.
"""

from django.dispatch import Signal

signed_in = Signal()
signed_out = Signal()  # more: why, "asked" or "idle"
sign_in_failed = Signal()  # more: count, the wrong attempts on this name so far; user is always None
locked_out = Signal()  # once, when the lock begins
password_changed = Signal()  # more: handed_out, True where somebody else set it for a first sign-in
second_factor_changed = Signal()  # more: change, "activated", "removed", "codes", "reset"
