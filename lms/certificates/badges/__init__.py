"""Open Badges 3.0: each certificate also as a signed credential that programs and wallets can read."""
