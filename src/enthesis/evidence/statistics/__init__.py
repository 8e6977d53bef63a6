"""One method per file: arrays in, a frozen result out, with its method, assumptions and warnings."""
