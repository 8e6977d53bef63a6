"""Somebody joins the waiting list."""
