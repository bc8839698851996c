"""What is lacked or wished for."""
