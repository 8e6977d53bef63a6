"""One outline a file: an instrument without the weights that belong to its holder."""
