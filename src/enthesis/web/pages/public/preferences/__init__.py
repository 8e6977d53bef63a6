"""Theme and language, kept in cookies of this site."""
