"""Reading readiness: people against units in an agency, agencies against units in the city."""

from lms.reports.queries.readiness import (
    AgencyReadiness,
    CityLine,
    PersonRow,
    agency_readiness,
    city_readiness,
)

__all__ = ["AgencyReadiness", "CityLine", "PersonRow", "agency_readiness", "city_readiness"]
