"""One task: given, done, or opened again."""
