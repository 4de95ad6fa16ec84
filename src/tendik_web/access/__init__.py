"""Who may do and see what: roles with scopes, one table of permissions, one rule of visibility."""
