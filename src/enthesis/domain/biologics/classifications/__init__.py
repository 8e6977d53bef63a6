"""Published classes of products: one file each."""
