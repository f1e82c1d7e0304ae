"""Training: quizzes and what they rest on."""
