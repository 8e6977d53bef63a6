"""The own visit is cancelled."""
