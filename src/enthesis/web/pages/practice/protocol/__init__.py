"""One protocol of the practice: what it says, every version, and what it yields beside what was published."""
