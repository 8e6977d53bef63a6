"""A form on paper is typed in, all questions on one screen, by the first person or the second."""
