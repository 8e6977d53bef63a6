"""What is being done, as it is done."""

import os
from typing import TextIO


class Progress:
    """One line that is written over on a terminal; a line each elsewhere, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.over = stream.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, line: str) -> None:
        self.stream.write(f"\r\033[K{line}" if self.over else f"{line}\n")
        self.stream.flush()

    def end(self) -> None:
        """The line that was written over is gone."""
        if self.over:
            self.stream.write("\r\033[K")
            self.stream.flush()
