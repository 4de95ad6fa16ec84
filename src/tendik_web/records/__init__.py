"""What all records share: their form, who may see and change them, their history."""
