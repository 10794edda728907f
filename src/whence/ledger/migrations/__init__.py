"""How a ledger came from each schema to the next; ``opening`` runs what is missing."""
