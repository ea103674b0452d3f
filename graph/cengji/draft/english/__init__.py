"""English names of what a draft finds, put together from what the schemes and the cases at hand call the parts of Chinese names."""
