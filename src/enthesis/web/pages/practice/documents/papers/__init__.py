"""What each paper of a case says, one file a paper."""
