"""The grafts: one file each."""
