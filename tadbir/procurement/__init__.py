"""Operations: contracts, purchase orders and conventions, kept once."""
