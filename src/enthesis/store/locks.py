"""Lines in which writers wait for each other where no row stands for what they share.

Whoever waits in more than one does so in the order of `Line`, and never goes back; between cases and files,
and after files, the rows of what is changed are locked. So nobody waits in a circle:

1. forms: the same form sent twice, before anything else is read
2. turns: whose turn it is on the waiting list
3. births: each birth date that is registered, booked or merged, the earliest first
4. operations: each one that is booked, moved, cancelled or done, and each plan that is signed, since the
   visits of an operation claim several times at once
5. listed: each list that is imported, and each word of what became of an operation on one
6. recalls of a practice: each that is entered or corrected, and each product that is made, divided or
   joined, so that neither misses the other
7. the row of the case, then those of hip, offer, request, visit and operation
8. files: what is handed in and cleared away
9. quotes: the number of the next one
10. the ticks of a visit or an operation, by resource and tick; of several the earliest first
11. audit: the one chain of the site, so an act writes its entry last and takes no further line after it

An act that calls another act would wait for the audit in the middle: it calls that one's parts instead.
"""

from enum import StrEnum

from django.db import connection


class Line(StrEnum):
    """What is waited for, in the order in which it is."""

    FORMS = "forms"
    TURNS = "turns"
    BIRTHS = "births"
    OPERATIONS = "operations"
    LISTED = "listed"
    RECALLS = "recalls"
    FILES = "files"
    QUOTES = "quotes"
    AUDIT = "audit"


def wait_in(line: Line, of: object = "") -> None:
    """Until this transaction ends nobody else who waits in this line, for the same thing, goes on.

    SQLite's immediate transactions queue up by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{line.value} {of}"])
