"""Officers, accounts and permissions; agencies, affairs, external bodies, posts and dated assignments."""
