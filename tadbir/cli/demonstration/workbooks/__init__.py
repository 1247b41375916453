"""The workbooks of the demonstration, one module a layout, with the mess that offices put in."""
