"""The first day of a real organ: old requests, registers and last year's report, brought in from files.

Everything is read and judged first (`planning`), then written whole or not at all (`actions`). A file that was
brought in before adds nothing.
"""
