"""A request that holds no time, because its hip has one."""
