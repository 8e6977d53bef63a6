"""The leaflet: one page of paper."""
