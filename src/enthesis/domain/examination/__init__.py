"""What was seen and felt: tear, muscle, imaging, examination, and the schemes that name them."""
