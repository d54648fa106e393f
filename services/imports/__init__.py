"""Files of the trade, read into documents."""

from services.imports.files import BadFile
from services.imports.orders import reverse_orders
from services.imports.report import Refusal, Report

__all__ = ["BadFile", "Refusal", "Report", "reverse_orders"]
