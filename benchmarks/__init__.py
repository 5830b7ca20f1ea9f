"""What the model costs, measured against two independent implementations of `model.md`."""
