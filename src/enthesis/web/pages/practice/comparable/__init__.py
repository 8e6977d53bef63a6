"""Comparable hips of this practice beside a plan: how many, how they changed, what they could show."""
