"""The pure rules of quizzes: questions, numbers, marks, attempts and the catalogue of destinations."""
