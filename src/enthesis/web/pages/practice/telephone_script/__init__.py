"""The words of a call as a PDF: to be read out, and the answers ticked, where no screen is at hand."""
