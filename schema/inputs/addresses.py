"""Addresses, as mutations take them."""

import strawberry
from strawberry import ID, UNSET

from domain.reverse_orders import PostalAddress
from schema.fields import given
from schema.inputs.plain import optional, plain
from schema.scalars import PhoneNumber
from services import addresses

KEY = "The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters."
CERTIFICATE = "Evidence of kind CERTIFICATE on the same document (凭证 ID)."
VERSION = "Refuse when it is not at this version any more (期望版本)."


@strawberry.input(description="A postal address (地址).")
class AddressInput:
    recipient: str = given("Who receives; at most 100 characters (收货人).")
    phone: PhoneNumber = given("E.164, or the national format of the country (联系方式).")
    country: str = given("ISO 3166-1, two letters (国家/地区).", default="CN")
    region: str = given("Province or state; at most 100 characters (省/州).")
    city: str = given("City; at most 100 characters (城市).")
    district: str | None = given("District or county; at most 100 characters (区/县).", default=UNSET)
    line1: str = given("Street and house; at most 200 characters (详细地址).")
    line2: str | None = given("More of it; at most 200 characters (详细地址 2).", default=UNSET)
    postal_code: str | None = given("Postal code; at most 100 characters (邮政编码).", default=UNSET)

    def value(self) -> PostalAddress:
        return PostalAddress(**plain(self))


@strawberry.input(one_of=True, description="An own address book entry, or a new address (收货地址).")
class AddressChoiceInput:
    address_id: ID | None = given("An entry of the merchant's address book (地址簿).", default=UNSET)
    address: AddressInput | None = given("A new address (新地址).", default=UNSET)


@strawberry.input(description="Add an entry to the address book (新增地址).")
class CreateAddressInput:
    label: str = given("What the merchant calls it; at most 100 characters (标签).")
    address: AddressInput = given("The address (地址).")
    is_default: bool = given("Whether it is offered first, in place of the one that was (默认).", default=False)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> addresses.Create:
        return addresses.Create(self.label, self.address.value(), self.is_default, optional(self.idempotency_key))
