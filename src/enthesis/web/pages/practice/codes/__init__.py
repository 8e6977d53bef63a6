"""Codes the record of a hip suggests, confirmed by a person for one purpose."""
