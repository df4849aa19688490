"""The agency's BSrE e-sign client service, versions 1 and 2, as its public clients use it."""
