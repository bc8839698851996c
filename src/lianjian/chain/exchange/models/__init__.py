from .listing import Need, Offer, WorkArea

__all__ = ["Need", "Offer", "WorkArea"]
