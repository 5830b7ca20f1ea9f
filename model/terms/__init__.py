"""What a scenario may say, and what is refused and why (model.md section 1)."""
