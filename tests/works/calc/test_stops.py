"""Orders to stop and restart are read where they surely stand, and nowhere else."""

from datetime import date

import pytest

from tadbir.procurement.terms import OrderKind
from tadbir.works.calc.stops import orders

STOP, GO = OrderKind.SUSPENSION, OrderKind.RESTART


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arrêt le 12/03/25, reprise le 02/05/25",
         ((date(2025, 3, 12), STOP), (date(2025, 5, 2), GO))),
        ("OA : 12-03-2025 / OR : 02-05-2025 / OA : 01/06/2025",
         ((date(2025, 3, 12), STOP), (date(2025, 5, 2), GO), (date(2025, 6, 1), STOP))),
        ("توقيف ١٢/٠٣/٢٠٢٥", ((date(2025, 3, 12), STOP),)),
        ("Arrêt le 12/03/25 (intempéries)", ((date(2025, 3, 12), STOP),)),
        ("Arrêt le 12/03/25, reprise", None),
        ("Reprise le 02/05/25", None),
        ("Arrêt le 31/02/25", None),
        ("12/03/25", None),
        ("arrêt puis reprise le 02/05/25", None),
        ("Arrêt le 12/03/25, arrêt le 12/04/25", None),
        ("Arrêt le 12/05/25, reprise le 02/05/25", None),
        ("néant", None),
        ("", None),
    ],
)  # fmt: skip
def test_orders_are_read_where_they_surely_stand(
    text: str, expected: tuple[tuple[date, OrderKind], ...] | None
) -> None:
    assert orders(text) == expected
