"""A surgeon with policy right changes the policy: sees what it would do to open hips, then signs."""
