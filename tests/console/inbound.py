"""Inbound documents, prepared through the API for what a test is about; and how they stand then."""

from typing import Any

from tests.api.inbound import SHAPES, STEPS, Goods, lines
from tests.console.served import Document, Served

GOODS: Goods = (("G100001", 10), ("G100002", 4))
OUTCOME = """query($id: ID!) { case: exceptionCase(by: {id: $id}) {
  state stateLabel schemeLabel: scheme deliveryNote { stateLabel } compensation { state basisQuantity }
  pendingActions { action document { kind } }
  spawned { id kind number
    ... on ReturnOrder { lines { goodsItem { name } quantity } }
    ... on StockOrder { lines { goodsItem { name } quantity: orderedQuantity } }
    ... on DeliveryNote { lines { goodsItem { name } quantity: declaredQuantity } } } } }"""


class Inbound:
    """Everything of merchant-a, in a warehouse of the provider."""

    def __init__(self, served: Served) -> None:
        self.served = served

    def do(self, account: str, name: str, **input: Any) -> Any:
        """The document after a mutation that is accepted."""
        return self.served.api(account).do(name, **input)

    def read(self, kind: str, document: Document, account: str = "operator") -> Any:
        """How a document stands."""
        field, shape = SHAPES[kind]
        return self.served.api(account).ask(f"query($id: ID!) {{ {field}(by: {{id: $id}}) {shape} }}", id=document.id)[
            field
        ]

    def order(self, kind: str = "REPLENISHMENT", goods: Goods = GOODS, *, accepted: bool = True) -> Document:
        parties = {"merchantCode": "M001", "cargoOwnerCode": "O001", "warehouseCode": "W002"}
        made = self.do("operator", "createStockOrder", orderKind=kind, lines=lines(goods), **parties)
        if accepted:
            self.do("merchant-a", "acceptStockOrder", id=made["id"])
        return _document(made)

    def note(self, at: str, kind: str = "REPLENISHMENT", goods: Goods = GOODS) -> Document:
        """All of a new order, brought to a state."""
        order = self.order(kind, goods)
        given = {"stockOrderId": order.id, "logistics": "PLATFORM", "lines": lines(goods)}
        made = self.do("merchant-a", "createDeliveryNote", **given)
        if at != "DRAFT":
            made = self.do("merchant-a", "confirmSend", id=made["id"])
        if at in STEPS:
            for step in STEPS[STEPS.index("ARRIVED") : STEPS.index(at) + 1]:
                counts = {"lines": lines(goods, "receivedQuantity")} if step == "QUALITY_CHECK" else {}
                self.do("provider", "advanceDeliveryNote", id=made["id"], to=step, **counts)
        return _document(made)

    def case(self, note: Document, type: str, stage: str, goods: Goods = (), **given: Any) -> Document:
        """What the warehouse found; without goods, of the whole note."""
        found = {"deliveryNoteId": note.id, "type": type, "stage": stage, **given}
        return _document(self.do("provider", "openExceptionCase", lines=lines(goods) or None, **found))

    def resolved(self, case: Document, resolution: str) -> dict[str, Document]:
        """What was made of it, by what it is."""
        made = self.do("operator", "resolveCase", id=case.id, resolution=resolution)["spawned"]
        return {each["__typename"]: _document(each) for each in made}

    def returned(self) -> Document:
        """A return order that waits for its merchant, of 10 and 4 pieces."""
        case = self.case(self.note("QUALITY_CHECK"), "QUALITY_DEFECT", "QUALITY_CHECK", subtype="FULL_REJECT")
        return self.resolved(case, "RETURN_ALL")["ReturnOrder"]

    def source(self, returned: Document) -> Document:
        """The case that a return order was made for."""
        query = "query($id: ID!) { order: returnOrder(by: {id: $id}) { sourceCase { id number } } }"
        return _document(self.served.api("operator").ask(query, id=returned.id)["order"]["sourceCase"])

    def entered(self, order: Document, **method: Any) -> Document:
        """The same return order, after its merchant has said how it comes back."""
        self.do("merchant-a", "enterReturnMethod", id=order.id, method=method)
        return order

    def outcome(self, case: Document) -> Any:
        """What became of a case, by name."""
        return self.served.api("operator").ask(OUTCOME, id=case.id)["case"]


def _document(made: Any) -> Document:
    return Document(made["id"], made["number"])
