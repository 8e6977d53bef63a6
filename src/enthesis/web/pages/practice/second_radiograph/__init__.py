"""The same radiograph read again by somebody who has not seen what the first reader saw."""
