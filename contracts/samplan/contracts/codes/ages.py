"""Ages for figures."""

from enum import StrEnum

from samplan.contracts.codes import AgeBand


class AgeGroup(StrEnum):
    """Coarser than a band: for figures, which single out the fewer."""

    UNDER_30 = "under-30"
    FROM_30 = "30-44"
    FROM_45 = "45-plus"

    @classmethod
    def of(cls, band: AgeBand) -> "AgeGroup":
        """The group that a five-year band lies in."""
        bands = tuple(AgeBand)
        if bands.index(band) < bands.index(AgeBand.FROM_30):
            return cls.UNDER_30
        return cls.FROM_30 if bands.index(band) < bands.index(AgeBand.FROM_45) else cls.FROM_45
