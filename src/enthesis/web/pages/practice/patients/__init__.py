"""Every patient of the practice, to find one."""
