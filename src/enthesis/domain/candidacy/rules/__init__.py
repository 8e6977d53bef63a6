"""One file per rule: RULE, judge and EXAMPLES. Rules do not know each other."""
