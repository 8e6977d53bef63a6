"""How a patient is called and reached is put right, also before there is a hip."""
