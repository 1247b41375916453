"""What files say of operations and of the budgets that pay them, understood. Pure."""
