"""Year-end forecasts of the budget: snapshots in, a band with its floor and ceiling out."""
