"""Tables of people: who they are, how they sign in, and the city they work for."""

from lms.people.models.accounts import Account, AccountLink, LoginFailure, LoginSession
from lms.people.models.city import Affair, Agency, AgencyAffair, EverydayWord, ExternalBody, Post
from lms.people.models.officers import Assignment, Officer, OfficerImport

__all__ = [
    "Account",
    "AccountLink",
    "Affair",
    "Agency",
    "AgencyAffair",
    "Assignment",
    "EverydayWord",
    "ExternalBody",
    "LoginFailure",
    "LoginSession",
    "Officer",
    "OfficerImport",
    "Post",
]
