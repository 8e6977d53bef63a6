"""People who are followed for ten years, in a clock that runs fast: how they answer, and what must hold."""
