"""The hash-chained journal: who changed what, and a proof that nothing was edited afterwards."""
