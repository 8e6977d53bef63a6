"""How it leaves the house: messages, labels, figures. Takes values; knows no table."""
