"""Which table holds which kind of document."""

from domain.documents import DocumentKind
from models import Base, ReverseOrder

MODELS: dict[DocumentKind, type[Base]] = {DocumentKind.REVERSE_ORDER: ReverseOrder}
