"""The code of a form on paper is scanned or typed; and which forms wait for a second person."""
