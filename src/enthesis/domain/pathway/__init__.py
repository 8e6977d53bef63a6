"""One hip on its way from the first visit to ten years of follow-up."""
