"""What operators run: `enthesis <noun> <verb>`."""
