"""The patient's own page: what comes next for each hip, a goal, the curve, and where everything else is."""
