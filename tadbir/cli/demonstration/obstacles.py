"""Why dossiers stop: the reasons that controllers write and the obstacles that services note."""

SUSPENSIONS = (
    "pièce manquante : attestation de régularité fiscale",
    "imputation budgétaire à rectifier",
    "rapport de présentation non joint",
    "montant du procès-verbal différent de l'acte d'engagement",
    "crédits de paiement insuffisants à la date du dépôt",
)
REJECTIONS = (
    "pièce manquante : cautionnement définitif",
    "dépense non conforme à la rubrique",
    "seuil du bon de commande dépassé",
)
OBSTACLES = (
    "procès-verbal en cours de signature", "relance du titulaire", "assainissement foncier en cours",
    "avis de l'administration centrale attendu", "réception en cours", "crédits à déléguer",
)  # fmt: skip
