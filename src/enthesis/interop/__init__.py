"""What machines speak: doors that answer JSON with JSON, each declared once, found by walking a folder."""
