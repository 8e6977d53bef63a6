"""The stock of grafts, anchors and kits: what is there, and what a coordinator must look at."""
