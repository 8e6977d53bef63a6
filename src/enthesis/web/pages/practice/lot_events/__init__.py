"""Which lot had which adverse event."""
