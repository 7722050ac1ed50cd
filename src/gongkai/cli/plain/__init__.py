"""Commands that work without Django: read, check, compare, convert, merge, deadline, fee."""
