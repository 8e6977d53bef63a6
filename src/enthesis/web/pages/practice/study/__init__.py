"""One study: its protocol in plain words, and its runs."""
