"""How a patient is called and reached is put right."""
