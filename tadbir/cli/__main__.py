"""`python -m tadbir.cli` is the same as `tadbir`."""

from tadbir.cli.main import main

main()
