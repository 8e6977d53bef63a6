"""Blood and marrow products: identity, one-way life, composition, and what a report of one must hold."""
