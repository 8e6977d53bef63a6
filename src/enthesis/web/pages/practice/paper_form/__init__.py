"""A form is printed for a patient who answers on paper; which were, and how each stands."""
