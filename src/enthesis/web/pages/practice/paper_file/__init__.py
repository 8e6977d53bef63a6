"""The form on paper as a PDF, made of what is on record about the sheet."""
