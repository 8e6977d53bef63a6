"""What the tests stand on: private databases, a browser, a running site."""
