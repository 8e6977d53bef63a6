"""The desk knows of somebody who is to call today."""
