"""The PIN of whoever is signed in, changed with the password."""
