"""What the patient sent, each answer as it was given, and the messages that left for them."""
