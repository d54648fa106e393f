"""The operations that several API tests send."""

from typing import Any

ERRORS = "userErrors { code message field }"

REGISTER = f"""
mutation Register($input: RegisterPickupInput!) {{
  registerPickup(input: $input) {{
    reverseOrder {{
      id state version pickupMethod
      pickup {{
        method expectedPickupAt contactName contactPhone remark batchId contentHash submittedAt submittedBy {{ name role }}
        address {{ recipient phone country region city district line1 line2 postalCode }}
      }}
      deadlines {{ kind status dueAt }}
      timeline {{ nodes {{ action fromState toState changes actor {{ name }} }} totalCount }}
    }}
    {ERRORS}
  }}
}}"""

_BATCH = f"""
  batch {{
    id dryRun requested applied skipped rejected
    items {{ id number outcome reverseOrder {{ state version pickup {{ batchId }} }} {ERRORS} }}
  }}
  {ERRORS}"""

REGISTER_BATCH = f"""
mutation RegisterBatch($input: RegisterPickupBatchInput!) {{ registerPickupBatch(input: $input) {{ {_BATCH} }} }}"""

DESTROY = f"""
mutation Destroy($input: ConfirmDestructionInput!) {{
  confirmDestruction(input: $input) {{
    reverseOrder {{ state version destruction {{ confirmedBy {{ name }} confirmedAt batchId destroyedAt }} }}
    {ERRORS}
  }}
}}"""

DESTROY_BATCH = f"""
mutation DestroyBatch($input: ConfirmDestructionBatchInput!) {{ confirmDestructionBatch(input: $input) {{ {_BATCH} }} }}"""


def step(mutation: str, input_type: str) -> str:
    """A mutation that moves one order on."""
    return f"""
mutation Step($input: {input_type}!) {{
  {mutation}(input: $input) {{
    reverseOrder {{
      id number state type cause version orderNumber salesReturnNumber totalQuantity
      handover {{ verifiedName carrier trackingNumber reportedBy {{ name }} }}
      lines {{ quantity lotNumber goodsItem {{ externalId }} product {{ name }} }}
    }}
    {ERRORS}
  }}
}}"""


CREATE = step("createReverseOrder", "CreateReverseOrderInput")
DECIDE = step("decideCustomsOutcome", "DecideCustomsOutcomeInput")
PICKED_UP = step("reportPickedUp", "ReportPickedUpInput")
FORWARDED = step("reportForwarded", "ReportForwardedInput")
DELIVERED = step("reportDelivered", "ReportDeliveredInput")
HANDLED = step("confirmHandling", "ConfirmHandlingInput")
CANCEL = step("cancelReverseOrder", "CancelInput")


def self_pickup(**changes: Any) -> dict[str, Any]:
    given = {"expectedPickupAt": "2026-06-08T02:00:00Z", "contactName": "张三", "contactPhone": "13800138000"}
    return {"selfPickup": {**given, **changes}}


def forward(**changes: Any) -> dict[str, Any]:
    address = {
        "recipient": "李四",
        "phone": "+8613900139000",
        "region": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "line1": "文三路 1 号",
        "postalCode": "310000",
    }
    return {"forward": {"address": {"address": {**address, **changes}}}}


def new_order(**changes: Any) -> dict[str, Any]:
    given = {
        "merchantCode": "MA",
        "cargoOwnerCode": "MA-OWNER",
        "warehouseCode": "W1",
        "orderNumber": "E-1",
        "type": "RETURN_SHIPMENT",
        "businessModel": "POP",
        "lines": [{"goodsExternalId": "MA-G1", "quantity": 3, "lotNumber": "L1"}],
    }
    return {**given, **changes}


def codes(payload: dict[str, Any]) -> list[tuple[str, list[str] | None]]:
    """What was wrong: (code, path) of each user error."""
    return [(error["code"], error["field"]) for error in payload["userErrors"]]
