"""The public pages as search engines list them."""
