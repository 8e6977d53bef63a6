"""From a product to its hip and back, by one scan."""
