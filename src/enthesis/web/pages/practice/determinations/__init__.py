"""Which path of the law the practice claims for which product."""
