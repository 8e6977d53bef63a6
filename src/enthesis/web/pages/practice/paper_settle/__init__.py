"""What two people read differently on a form is settled by a look at the sheet."""
