"""Pure rules about people: NIP, names, roles and permissions, sign-in limits."""
