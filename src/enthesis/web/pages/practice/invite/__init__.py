"""One hip is asked how it is doing: by mail, or by a private link handed over."""
