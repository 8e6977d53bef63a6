"""A product begins: blood or marrow is taken."""
