"""The page shell: layout, macros, headers, error pages and languages; it knows no feature by name."""
