"""One questionnaire, one question at a time or all on one page."""
