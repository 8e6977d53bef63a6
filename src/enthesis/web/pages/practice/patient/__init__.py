"""One patient as the desk sees the person: reached how, which hips, who pays, what is to be done."""
