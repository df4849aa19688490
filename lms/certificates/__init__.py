"""Certificates: templates, numbers, issue, PDF, signature and verification."""
