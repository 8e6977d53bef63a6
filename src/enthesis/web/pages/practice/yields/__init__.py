"""What a device or a protocol yields over time, on a control chart."""
