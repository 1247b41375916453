"""The ministry's lists of hospitals and primary-care centres."""
