"""Quizzes from and to other formats: every reader makes a `Paper`, every writer takes one."""
