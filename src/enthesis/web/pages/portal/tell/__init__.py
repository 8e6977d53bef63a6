"""At the end of a round: something to tell the team, and whether the leg carries weight."""
