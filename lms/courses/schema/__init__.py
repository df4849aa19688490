"""What trainers write about courses: modules, lessons, SOP identities, and their check."""

from lms.courses.schema.checker import CourseChecker
from lms.courses.schema.course import CourseDocument
from lms.courses.schema.identity import Approver, SopIdentity
from lms.courses.schema.lesson import LessonDocument, Segment

__all__ = ["Approver", "CourseChecker", "CourseDocument", "LessonDocument", "Segment", "SopIdentity"]
