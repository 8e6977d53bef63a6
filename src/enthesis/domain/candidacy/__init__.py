"""Who may safely have what added to a repair: rules over facts, under a policy, to an assessment."""
