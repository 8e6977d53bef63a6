"""What the log holds: when, how bad, which event, which route. Never an address, a name or an answer."""

import json
import logging
from datetime import UTC, datetime
from traceback import extract_tb

FIELDS = ("event", "code", "route", "method", "status", "ms", "role", "count")


class Line(logging.Formatter):
    """One JSON line a record, made only of allowed fields.

    The message is written for this product's own loggers: fixed words filled with codes, counts and names of
    types. Of another's record only its name remains, of an exception its type and where it went through,
    never its text.
    """

    def format(self, record: logging.LogRecord) -> str:
        own = record.name.split(".")[0] == "enthesis"
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if own:
            line["event"] = record.getMessage()
        line |= {field: getattr(record, field) for field in FIELDS if hasattr(record, field)}
        if isinstance(status := getattr(record, "status_code", None), int):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["through"] = [f"{frame.name}:{frame.lineno}" for frame in extract_tb(record.exc_info[2])]
        return json.dumps(line, default=str)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "enthesis.web.shell.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "enthesis": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
