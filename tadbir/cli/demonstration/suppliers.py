"""Suppliers that do not exist, and say so in their names."""

from functools import lru_cache

from tadbir.cli.demonstration.chance import chance

_FIRST = ("Al Wafa", "Atlas", "Tissir", "Nour", "Sebou", "Zalagh", "Oum Errabia", "Amal", "Rif",
          "Tadla", "Yasmine", "Bab El Khir", "Saïss", "Al Massira", "Chorouk", "Inbi'at")  # fmt: skip
_TRADE = {
    "works": ("Travaux", "Bâtiment", "Constructions"),
    "cleaning": ("Propreté", "Services", "Hygiène"),
    "guarding": ("Sécurité", "Gardiennage"),
    "medical": ("Médical", "Biotech", "Santé Équipements"),
    "supplies": ("Fournitures", "Distribution", "Négoce"),
    "energy": ("Régie de distribution", "Énergie"),
}
_FORMS = ("SARL", "SARL AU", "SA")
_WORDS = (
    ("construction", "works"), ("réhabilitation", "works"), ("aménag", "works"),
    ("bâtiment", "works"), ("études", "works"), ("nettoyage", "cleaning"), ("déchets", "cleaning"),
    ("buanderie", "cleaning"), ("gardiennage", "guarding"), ("accueil", "guarding"),
    ("électricité", "energy"), ("carburant", "energy"), ("télécom", "energy"),
    ("médic", "medical"), ("biomédic", "medical"), ("réactifs", "medical"),
    ("hémodialyse", "medical"), ("gaz", "medical"), ("pharma", "medical"),
)  # fmt: skip
_AR = ("شركة الوفاء للأشغال (وهمية)", "مقاولة النور للبناء (وهمية)", "شركة تادلة للخدمات (وهمية)")
PUBLIC_AGENCY = "Agence nationale des équipements publics (ANEP)"


@lru_cache
def trade_of(label: str) -> str:
    """The trade that a line's label calls for."""
    folded = label.lower()
    return next((trade for word, trade in _WORDS if word in folded), "supplies")


@lru_cache
def suppliers(region: str, trade: str) -> tuple[str, ...]:
    """The invented suppliers of a trade in a region, always the same ones."""
    draw = chance("suppliers", region, trade)
    firsts = draw.permutation(len(_FIRST))[:7]
    made = [
        f"{_FIRST[i]} {_TRADE[trade][i % len(_TRADE[trade])]} {_FORMS[i % 3]} (fictif)"
        for i in firsts
    ]
    return (*made, *(_AR if trade == "works" else ()))
