"""Messages on their way out: judged again as they leave, written, carried, and what became of them kept."""
