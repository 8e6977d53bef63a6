"""The desk knows of somebody who was told to call 911."""
