"""The patient's answer about the product of the plan."""
