"""The figures of a report as SVG: each has a title and a description, and needs no colour."""
