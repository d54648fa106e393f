"""Importing reverse orders: what files are understood, what is entered, what is refused, and that twice is once."""

import asyncio
import io
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import openpyxl  # type: ignore[import-untyped]
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.deadlines import Spans
from domain.ids import encode_id
from domain.reverse_orders import BusinessModel, CustomsOutcome, ReverseOrderState, ReverseType
from models import Base, Event, GoodsItem, Product, ReverseOrder, ReverseOrderLine
from models.database import Database
from services import imports, reverse_orders
from services.documents import WithReason
from services.imports import BadFile, Report
from services.imports.orders import ORDERS_AT_ONCE
from tests.world import World

T = TypeVar("T")

EXCERPT = Path(__file__).parents[1] / "data" / "online-retail.csv"
EXAMPLE = Path(__file__).parents[2] / "examples" / "online-retail.toml"
TABLES: list[type[Base]] = [ReverseOrder, ReverseOrderLine, Event, GoodsItem, Product]

ENGLISH = "merchant_code,cargo_owner_code,warehouse_code,order_number,type,business_model,goods_id,quantity"
CHINESE = "商家编码,货主编码,仓库编码,订单号,逆向类型,经营方式,货品ID,数量"
DEFAULTS = {
    "merchant_code": "MA",
    "cargo_owner_code": "MA-OWNER",
    "warehouse_code": "W1",
    "order_number": "N1",
    "type": "RETURN_SHIPMENT",
    "business_model": "POP",
    "goods_id": "MA-G1",
    "quantity": "1",
}


def table(*rows: dict[str, str], without: Sequence[str] = ()) -> str:
    """A CSV of rows that are alike but for what is said of them."""
    columns = [
        column for column in dict.fromkeys([*DEFAULTS, *(c for row in rows for c in row)]) if column not in without
    ]
    lines = [columns, *([(DEFAULTS | row).get(column, "") for column in columns] for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


def sheet(*rows: Sequence[object]) -> bytes:
    workbook = openpyxl.Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            worksheet.cell(number, column, value)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


class Importer:
    """Imports what a test writes down."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.progress: list[tuple[int, int]] = []

    async def __call__(
        self, content: str | bytes, *, mapping: str | None = None, dry_run: bool = False, name: str = "orders.csv"
    ) -> Report:
        file = self._written(name, content)
        return await imports.reverse_orders(
            self.database,
            file,
            mapping=None if mapping is None else self._written("mapping.toml", mapping),
            dry_run=dry_run,
            spans=Spans(),
            progress=lambda done, total: self.progress.append((done, total)),
        )

    async def refusal(self, content: str | bytes, **how: Any) -> str:
        """Why a file cannot be read at all."""
        with pytest.raises(BadFile) as caught:
            await self(content, **how)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    def _written(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


@pytest.fixture
def importer(world: World, tmp_path: Path) -> Importer:
    return Importer(world.database, tmp_path)


@pytest.fixture
def reader(tmp_path: Path) -> Importer:
    """For files that are refused before any database is asked."""
    return Importer(Database("sqlite+aiosqlite:////nowhere/at/all.db"), tmp_path)


async def counts(world: World) -> dict[str, int]:
    async with world.database.read(primary=True) as session:
        return {
            model.__tablename__: await session.scalar(select(func.count()).select_from(model)) or 0 for model in TABLES
        }


async def order(world: World, number: str) -> ReverseOrder:
    async with world.database.read(primary=True) as session:
        found = await session.scalars(select(ReverseOrder).where(ReverseOrder.order_number == number))
        return found.one()


async def lines(world: World, number: str) -> list[tuple[str, str, int]]:
    """Of each line of an order: goods, their listing, and quantity."""
    async with world.database.read(primary=True) as session:
        rows = await session.execute(
            select(GoodsItem.external_id, Product.external_id, ReverseOrderLine.quantity)
            .select_from(ReverseOrder)
            .join(ReverseOrderLine, ReverseOrderLine.reverse_order_id == ReverseOrder.id)
            .join(GoodsItem, GoodsItem.id == ReverseOrderLine.goods_item_id)
            .join(Product, Product.id == ReverseOrderLine.product_id)
            .where(ReverseOrder.order_number == number)
            .order_by(ReverseOrderLine.position)
        )
        return [(goods, product, quantity) for goods, product, quantity in rows]


def refused(report: Report) -> list[tuple[int, str]]:
    return [(refusal.line, refusal.code) for refusal in report.refusals]


def outcome(report: Report) -> tuple[int, int, list[tuple[int, str]]]:
    return report.created, report.unchanged, refused(report)


# ───────────────────────── files ─────────────────────────

ONE_ROW = "MA,MA-OWNER,W1,N1,RETURN_SHIPMENT,POP,MA-G1,2"
ONE_CHINESE_ROW = "MA,MA-OWNER,W1,N1,退运,代销,MA-G1,2"


@pytest.mark.parametrize(
    "content",
    [
        f"{ENGLISH}\n{ONE_ROW}\n",
        f"{ENGLISH}\r\n{ONE_ROW}\r\n".encode("utf-8-sig"),
        f"{ENGLISH}\r{ONE_ROW}",
        f"\n\n{ENGLISH}\n\n,,,\n{ONE_ROW}\n\n",
        f"{ENGLISH}\n{ONE_ROW}\n".replace(",", ";"),
        f"{ENGLISH}\n{ONE_ROW}\n".replace(",", "\t"),
        f"{CHINESE}\n{ONE_CHINESE_ROW}\n",
        f"{CHINESE}\r\n{ONE_CHINESE_ROW}\r\n".encode("gbk"),
        f"{CHINESE},逆向管理单号,备注\n{ONE_CHINESE_ROW},RO1,'''\n",
        f" {ENGLISH.upper().replace(',', ' , ')} \n {ONE_ROW.replace(',', ' , ')} \n",
        f"商家编码,货主编码,仓库编码,订单号,逆向类型,经营方式, 货品ｉｄ ,数量\n{ONE_CHINESE_ROW}\n",
        f"{ENGLISH}\nMA,MA-OWNER,W1,N1,return_shipment,ｐｏｐ,MA-G1,２\n",
        f"{ENGLISH}\nMA,MA-OWNER,W1,N1,Return shipment,pop,MA-G1,2.0\n",
    ],
)
async def test_a_csv_file_is_understood(importer: Importer, world: World, content: str | bytes) -> None:
    report = await importer(content)
    assert outcome(report) == (1, 0, []), [str(refusal) for refusal in report.refusals]
    entered = await order(world, "N1")
    assert (entered.type, entered.state) == (
        ReverseType.RETURN_SHIPMENT,
        ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
    )
    assert await lines(world, "N1") == [("MA-G1", "MA-P1", 2)]


async def test_every_column_is_entered(importer: Importer, world: World) -> None:
    report = await importer(
        "商家编码,货主编码,仓库编码,订单号,销退单号,逆向类型,经营方式,货品ID,货品名称,商品ID,商品名称,数量,批次号,原因,正向运单号,逆向运单号\n"
        'MA,MA-OWNER,W2,N1,SR1,仓拦截成功,寄售,NEW,"新货, 红色",LISTING,新商品,3,L1,"改地址,\n重发",F1,R1\n'
    )
    assert outcome(report) == (1, 0, [])
    entered = await order(world, "N1")
    assert (entered.sales_return_number, entered.type, entered.business_model, entered.reason) == (
        "SR1",
        ReverseType.WAREHOUSE_INTERCEPTED,
        BusinessModel.CONSIGNMENT,
        "改地址,\n重发",
    )
    assert (entered.forward_tracking_number, entered.reverse_tracking_number) == ("F1", "R1")
    assert entered.warehouse_id == world.ids["W2"]
    assert await lines(world, "N1") == [("NEW", "LISTING", 3)]
    async with world.database.read(primary=True) as session:
        assert await session.scalar(select(GoodsItem.name).where(GoodsItem.external_id == "NEW")) == "新货, 红色"
        assert await session.scalar(select(Product.name).where(Product.external_id == "LISTING")) == "新商品"
        assert await session.scalar(select(ReverseOrderLine.lot_number)) == "L1"


async def test_a_sheet_is_understood(importer: Importer, world: World) -> None:
    headers = [
        "商家编码",
        "货主编码",
        "仓库编码",
        "订单号",
        "逆向类型",
        "经营方式",
        "货品ID",
        "货品名称",
        "数量",
        "日期",
    ]
    rows = [
        ["MA", "MA-OWNER", "W1", 536365, "退运", "POP", 71053, "灯笼", 6, date(2026, 1, 1)],
        [],
        ["MA", "MA-OWNER", "W1", 536365, "退运", "POP", "85123A", "心形烛台", 1.0, None],
        ["MA", "MA-OWNER", "W1", 536366, "退运", "POP", "85123A", "心形烛台", 1.5, None],
        ["MA", "MA-OWNER", "W1", 123456789012345678, "退运", "POP", "85123A", "心形烛台", 1, True],
    ]
    report = await importer(sheet([], headers, *rows), name="orders.xlsx")
    assert outcome(report) == (1, 0, [(6, "INVALID"), (7, "INVALID")])
    assert str(report.refusals[0]) == 'line 6: INVALID: quantity (数量): "1.5" is not a whole number.'
    assert "order_number (订单号): A spreadsheet has rounded this number" in str(report.refusals[1])
    assert await lines(world, "536365") == [("71053", "71053", 6), ("85123A", "85123A", 1)]


async def test_a_sheet_is_known_by_its_content(importer: Importer) -> None:
    content = sheet(ENGLISH.split(","), ONE_ROW.split(","))
    assert (await importer(content, name="orders.csv")).created == 1


BROKEN_UTF8 = f"{CHINESE}\n{ONE_CHINESE_ROW}\n".encode() + b"\xff"


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        ("", "a.csv", "a.csv is empty"),
        (" \n\n", "a.csv", "a.csv is empty"),
        (",,\n,,\n", "a.csv", "a.csv is empty"),
        (sheet(), "a.xlsx", "a.xlsx is empty"),
        (ENGLISH, "a.xlsx", "a.xlsx is not a spreadsheet"),
        (b"PK\x03\x04 and no more", "a.xlsx", "a.xlsx is not a spreadsheet that can be read"),
        (sheet(["a"])[:-40], "a.xlsx", "a.xlsx is not a spreadsheet that can be read"),
        (BROKEN_UTF8, "a.csv", "a.csv is not all UTF-8: line 3 holds a wrong byte"),
        (b"\xef\xbb\xbfa,b\n\xb0\xa1,1\n", "a.csv", "a.csv is not all UTF-8: line 2"),
        (f"{CHINESE}\n".encode("gbk") + b"\xff\n", "a.csv", "a.csv is neither UTF-8 nor GBK: see line 2"),
        ("a,b".encode("utf-16"), "a.csv", "a.csv is neither UTF-8 nor GBK: see line 1"),
        (f'{ENGLISH}\nMA,"MA-OWNER\n,,\n', "a.csv", "a.csv is no valid CSV: unexpected end of data, in the record"),
        (f'{ENGLISH}\n{ONE_ROW}\nMA,"a"b\n', "a.csv", "that starts on line 3"),
        (f"{ENGLISH}, Quantity \n", "a.csv", 'headers that stand twice: "quantity"'),
        (f"{ENGLISH},备注,备注\n", "a.csv", 'headers that stand twice: "备注"'),
        (f"{ENGLISH},数量\n", "a.csv", 'two headers for the same column: "quantity", "数量"'),
        (
            "order_number,数量,foo\n",
            "a.csv",
            "columns that are missing: merchant_code (商家编码), cargo_owner_code (货主编码), warehouse_code (仓库编码), "
            "type (逆向类型), business_model (经营方式), goods_id (货品ID); "
            'headers that were found: "order_number", "数量", "foo"',
        ),
    ],
)
async def test_a_bad_file_is_refused(reader: Importer, content: str | bytes, name: str, text: str) -> None:
    assert text in await reader.refusal(content, name=name)


async def test_a_file_that_is_not_there(reader: Importer, tmp_path: Path) -> None:
    for file, mapping in ((tmp_path / "none.csv", None), (tmp_path, None), (EXCERPT, tmp_path)):
        with pytest.raises(BadFile, match="cannot be read"):
            await imports.reverse_orders(
                reader.database, file, mapping=mapping, dry_run=False, spans=Spans(), progress=lambda *_: None
            )


async def test_a_header_alone_is_no_order(importer: Importer) -> None:
    report = await importer(ENGLISH)
    assert report.summary(False) == "0 orders created, 0 unchanged; 0 rows skipped, 0 rows refused."


# ───────────────────────── mapping files ─────────────────────────


async def test_a_mapping_adapts_a_file(importer: Importer, world: World) -> None:
    mapping = """
        [columns]
        order_number = " invoice "
        quantity = "Pieces"
        [constants]
        merchant_code = "MA"
        cargo_owner_code = "MA-OWNER"
        type = "销毁"
        warehouse_code = "W2"
        [[skip]]
        column = "Invoice"
        starts_with = "C"
        [[skip]]
        column = "goods_id"
        in = ["POST", 7, ""]
        [[skip]]
        column = "quantity"
        at_most = 0
    """
    report = await importer(
        "Invoice,Pieces,货品ID,business_model,warehouse_code\n"
        "1,2,MA-G1,POP,W9\nC2,2,MA-G1,POP,W9\n3,1,POST,POP,W9\n3,1,7,POP,W9\n3,1,,POP,W9\n4,0,MA-G1,POP,W9\n"
        "5,-2.5,MA-G1,POP,W9\n6,many,MA-G1,POP,W9\n7,nan,MA-G1,POP,W9\n",
        mapping=mapping,
    )
    assert (report.created, report.skipped) == (1, 6)
    assert [str(refusal) for refusal in report.refusals] == [
        'line 9: INVALID: quantity (Pieces): "many" is not a whole number.',
        'line 10: INVALID: quantity (Pieces): "nan" is not a whole number.',
    ]
    entered = await order(world, "1")
    assert (entered.type, entered.warehouse_id) == (ReverseType.DESTRUCTION, world.ids["W2"])
    assert report.summary(False) == "1 order created, 0 unchanged; 6 rows skipped, 2 rows refused."


async def test_a_constant_that_is_not_known(importer: Importer) -> None:
    content = table({}, without=["warehouse_code"])
    report = await importer(content, mapping='[constants]\nwarehouse_code = "W9"')
    assert [str(refusal) for refusal in report.refusals] == [
        'line 2: NOT_FOUND: warehouse_code (a constant of the mapping): "W9" is not known here.'
    ]


@pytest.mark.parametrize(
    ("mapping", "text"),
    [
        ("[columns", "mapping.toml is no valid TOML"),
        (b"a = '\xff'".decode("latin-1"), "has no a; it may have columns, constants, skip"),
        ("[constant]", "the file has no constant"),
        ('columns = "a"', "[columns] is not a table"),
        ('[columns]\norder = "a"', "[columns] has no order; it may have business_model, cargo_owner_code"),
        ("[columns]\norder_number = 1.5", "[columns] order_number is not a text"),
        ('[columns]\norder_number = ""', "[columns] order_number is empty"),
        (
            '[columns]\norder_number = "a"',
            'the mapping\'s [columns] order_number: the file has no "a"; it has "商家编码"',
        ),
        ('[columns]\nreason = "数量"\n[constants]\nreason = "a"', "both in [columns] and in [constants]: reason"),
        ("[constants]\nreason = true", "[constants] reason is not a text"),
        ('[constants]\ntype = "退货"', 'the mapping\'s constant type: "退货" is none of CUSTOMS_CLEARANCE_FAILED'),
        ("skip = 1", "rules are written [[skip]]"),
        ('[skip]\ncolumn = "数量"', "rules are written [[skip]]"),
        ('[[skip]]\ncolumn = "数量"', "[[skip]] takes a column, and one of in, starts_with and at_most"),
        ('[[skip]]\nin = ["1"]', "[[skip]] takes a column, and one of in, starts_with and at_most"),
        ('[[skip]]\ncolumn = "数量"\nat_most = 0\nstarts_with = "-"', "[[skip]] takes a column, and one of"),
        ('[[skip]]\ncolumn = "数量"\nbelow = 0', "[[skip]] has no below"),
        ('[[skip]]\ncolumn = "数量"\nin = "1"', "[[skip]] in is not a list"),
        ('[[skip]]\ncolumn = "数量"\nat_most = "1"', "[[skip]] at_most is not a number"),
        ('[[skip]]\ncolumn = "数量"\nstarts_with = ""', "[[skip]] starts_with is empty"),
        ('[[skip]]\ncolumn = "foo"\nat_most = 1', 'the mapping\'s [[skip]]: the file has no "foo"'),
    ],
)
async def test_a_bad_mapping_is_refused(reader: Importer, mapping: str, text: str) -> None:
    assert text in await reader.refusal(f"{CHINESE}\n{ONE_CHINESE_ROW}\n", mapping=mapping)


async def test_the_online_retail_example(importer: Importer, world: World) -> None:
    example = EXAMPLE.read_text(encoding="utf-8")
    for demo, ours in (("M001", "MA"), ("O001", "MA-OWNER"), ("W001", "W1")):
        assert f'"{demo}"' in example
        example = example.replace(f'"{demo}"', f'"{ours}"')
    report = await importer(EXCERPT.read_bytes(), mapping=example)
    assert [str(refusal) for refusal in report.refusals] == []
    assert (report.created, report.skipped) == (7, 6)
    # Rows that are not adjacent, the same goods twice, and a comma within quotes.
    assert [(goods, quantity) for goods, _, quantity in await lines(world, "536381")] == [
        ("84854", 5),
        ("22411", 10),
        ("71270", 1),
        ("71270", 3),
        ("22139", 23),
        ("82567", 2),
    ]
    # Its own row has no description; one further down has.
    assert await lines(world, "536414") == [("22139", "22139", 56)]
    before = await counts(world)
    assert outcome(await importer(EXCERPT.read_bytes(), mapping=example)) == (0, 7, [])
    assert await counts(world) == before


# ───────────────────────── orders and their rows ─────────────────────────


async def test_rows_make_orders(importer: Importer, world: World) -> None:
    report = await importer(
        table(
            {"order_number": "N1", "goods_id": "MA-G1"},
            {"order_number": "N2", "goods_id": "MA-G2"},
            {"order_number": "N1", "goods_id": "MA-G3", "type": "退运", "quantity": "4"},
            {"order_number": "N1", "type": "INTERCEPT_REJECTED"},
            {"order_number": "N1", "merchant_code": "MB", "cargo_owner_code": "MB-OWNER", "goods_id": "MB-G1"},
        )
    )
    assert outcome(report) == (4, 0, [])
    assert (await counts(world))["reverse_order_lines"] == 5
    assert importer.progress[0] == (0, 5)
    assert importer.progress[-1] == (5, 5)


async def test_an_order_with_a_refused_row_is_not_imported(importer: Importer, world: World) -> None:
    before = await counts(world)
    report = await importer(
        table(
            {"order_number": "BAD", "goods_id": "NEW-1", "goods_name": "新货"},
            {"order_number": "GOOD"},
            {"order_number": "BAD", "quantity": "0"},
            {"order_number": "BAD", "goods_id": "UNKNOWN"},
            {"order_number": "BAD", "quantity": "x", "goods_id": ""},
            {"order_number": "BAD", "lot_number": "L" * 101},
            {"order_number": "BAD", "product_id": "UNKNOWN"},
        )
    )
    assert report.created == 1
    assert [str(refusal) for refusal in report.refusals] == [
        "line 4: INVALID: quantity: At least 1; this is 0.",
        'line 5: NOT_FOUND: goods_id: "UNKNOWN" is not known here.',
        'line 6: INVALID: goods_id: This must not be blank. quantity: "x" is not a whole number.',
        "line 7: INVALID: lot_number: At most 100 characters; this is 101.",
        'line 8: NOT_FOUND: product_id: "UNKNOWN" is not known here.',
    ]
    after = await counts(world)
    assert after["reverse_orders"] == before["reverse_orders"] + 1
    assert (after["goods_items"], after["products"]) == (before["goods_items"], before["products"])


@pytest.mark.parametrize(
    "quantity", ["0", "-1", "1.5", "x", "", "1e3", "1,000", "99999999999", "9" * 5000, "²", "１.５"]
)
async def test_a_quantity_is_a_whole_number(importer: Importer, quantity: str) -> None:
    report = await importer(table({"quantity": quantity}))
    assert outcome(report) == (0, 0, [(2, "INVALID")])
    assert str(report.refusals[0]).startswith("line 2: INVALID: quantity: ")


@pytest.mark.parametrize(
    ("row", "code", "text"),
    [
        ({"merchant_code": "MX"}, "NOT_FOUND", 'merchant_code: "MX" is not known here.'),
        ({"cargo_owner_code": "MB-OWNER"}, "NOT_FOUND", 'cargo_owner_code: "MB-OWNER" is not known here.'),
        ({"warehouse_code": "W9\n\u200b"}, "NOT_FOUND", 'warehouse_code: "W9 \ufffd" is not known here.'),
        ({"goods_id": "MB-G1"}, "NOT_FOUND", 'goods_id: "MB-G1" is not known here.'),
        ({"warehouse_code": ""}, "INVALID", "warehouse_code: This must not be blank."),
        ({"order_number": ""}, "INVALID", "order_number: This must not be blank."),
        ({"order_number": "N" * 101}, "INVALID", "order_number: At most 100 characters; this is 101."),
        ({"order_number": "1.23457E+17"}, "INVALID", "order_number: A spreadsheet has rounded this number"),
        ({"reason": "r" * 501}, "INVALID", "reason: At most 500 characters; this is 501."),
        *(
            ({column: "a\0b"}, "INVALID", f"{column}: The text holds characters that cannot be stored.")
            for column in (
                "merchant_code",
                "cargo_owner_code",
                "warehouse_code",
                "order_number",
                "goods_id",
                "lot_number",
            )
        ),
        ({"sales_return_number": "a\0"}, "INVALID", "sales_return_number: The text holds characters"),
        ({"reason": "a\0b"}, "INVALID", "reason: The text holds characters that cannot be stored."),
        ({"goods_id": "a\x1b[2J", "goods_name": "b"}, "INVALID", "goods_id: The text holds characters"),
        ({"goods_name": "n" * 201}, "INVALID", "goods_name: At most 200 characters; this is 201."),
        ({"goods_name": "ﷺ" * 200}, "INVALID", "goods_name: At most 400 characters; this is 3600."),
        ({"product_id": "p" * 101}, "INVALID", "product_id: At most 100 characters; this is 101."),
        ({"type": ""}, "INVALID", "type: This must not be blank."),
        ({"type": "退货"}, "INVALID", 'type: "退货" is none of CUSTOMS_CLEARANCE_FAILED, RETURN_SHIPMENT'),
        ({"business_model": "x" * 99}, "INVALID", f'business_model: "{"x" * 60}…" is none of'),
    ],
)
async def test_a_cell_is_refused_by_its_column(
    importer: Importer, world: World, row: dict[str, str], code: str, text: str
) -> None:
    before = await counts(world)
    report = await importer(table(row))
    assert outcome(report) == (0, 0, [(2, code)])
    assert str(report.refusals[0]).startswith(f"line 2: {code}: {text}")
    assert str(report.refusals[0]).isprintable()
    assert await counts(world) == before


async def test_a_row_with_more_cells_than_the_header_is_refused(importer: Importer) -> None:
    report = await importer(f"{ENGLISH}\n{ONE_ROW},,\n{ONE_ROW},stray\nMA,MA-OWNER\n")
    assert refused(report) == [(3, "INVALID"), (4, "INVALID")]
    assert "The row has 9 cells, the header 8" in str(report.refusals[0])


async def test_rows_of_an_order_agree(importer: Importer) -> None:
    differing = [
        {"warehouse_code": "W2"},
        {"cargo_owner_code": "MB-OWNER"},
        {"business_model": "代销"},
        {"sales_return_number": "SR2"},
        {"reason": ""},
    ]
    rows = [{"order_number": f"N{i}", "sales_return_number": f"SR-{i}", "reason": "拒收"} for i in range(5)]
    content = table(*rows, *(row | other for row, other in zip(rows, differing, strict=True)), {"order_number": "N9"})
    report = await importer(content)
    assert outcome(report) == (1, 0, [(line, "INVALID") for line in range(7, 12)])
    assert [str(refusal).partition("INVALID: ")[2] for refusal in report.refusals] == [
        'warehouse_code: "W2" differs from "W1" on line 2, of the same order.',
        'cargo_owner_code: "MB-OWNER" differs from "MA-OWNER" on line 3, of the same order.',
        'business_model: "Agency sale" differs from "POP" on line 4, of the same order.',
        'sales_return_number: "SR2" differs from "SR-3" on line 5, of the same order.',
        'reason: "" differs from "拒收" on line 6, of the same order.',
    ]


async def test_a_row_that_may_belong_to_an_order_holds_it_up(importer: Importer) -> None:
    report = await importer(
        table(
            {"order_number": "N1"},
            {"order_number": "N2"},
            {"order_number": "N1", "type": "?"},
            {"order_number": "N3"},
            {"order_number": "N3", "merchant_code": ""},
        )
    )
    assert outcome(report) == (1, 0, [(4, "INVALID"), (6, "INVALID")])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_lines_are_counted_as_an_editor_does(importer: Importer, end: str) -> None:
    rows = [{"reason": "a\nb\nc", "quantity": "0"}, {"quantity": "x", "reason": "a"}, {"quantity": "-1"}]
    report = await importer(table(*rows).replace("\n", end))
    assert refused(report) == [(2, "INVALID"), (5, "INVALID"), (6, "INVALID")]


async def test_an_order_has_its_most_lines(importer: Importer) -> None:
    report = await importer(table(*({"order_number": "N1"} for _ in range(501)), {"order_number": "N2"}))
    assert outcome(report) == (1, 0, [(2, "INVALID")])
    assert str(report.refusals[0]) == "line 2: INVALID: At most 500 lines; this is 501."


async def test_the_total_of_an_order_is_a_number_that_can_be_kept(importer: Importer) -> None:
    report = await importer(table({"quantity": "2000000000"}, {"quantity": "2000000000"}))
    assert refused(report) == [(2, "INVALID")]


# ───────────────────────── the catalogue ─────────────────────────


async def test_goods_are_added_when_they_are_named(importer: Importer, world: World) -> None:
    report = await importer(
        table(
            {"goods_id": "NEW-1", "goods_name": "货一"},
            {"goods_id": "NEW-2", "goods_name": "货二", "product_id": "MA-P1"},
            {"goods_id": "NEW-3", "goods_name": "货三", "product_id": "LISTING", "product_name": "商品"},
            {"goods_id": "NEW-1", "goods_name": "又名"},
            {"goods_id": "MA-G1", "goods_name": "改名", "product_id": "LISTING", "product_name": "商品"},
        )
    )
    assert outcome(report) == (1, 0, [])
    assert await lines(world, "N1") == [
        ("NEW-1", "NEW-1", 1),
        ("NEW-2", "MA-P1", 1),
        ("NEW-3", "LISTING", 1),
        ("NEW-1", "NEW-1", 1),
        ("MA-G1", "MA-P1", 1),
    ]
    async with world.database.read(primary=True) as session:
        names = await session.execute(select(GoodsItem.external_id, GoodsItem.name).where(GoodsItem.name.like("%货%")))
        assert sorted(map(tuple, names)) == [("NEW-1", "货一"), ("NEW-2", "货二"), ("NEW-3", "货三")]
        assert await session.scalar(select(GoodsItem.name).where(GoodsItem.external_id == "MA-G1")) == "小熊饼干 标准装"
        assert await session.scalar(select(Product.name).where(Product.external_id == "NEW-1")) == "货一"


async def test_goods_belong_to_their_merchant(importer: Importer, world: World) -> None:
    report = await importer(
        table(
            {"goods_id": "NEW", "goods_name": "货"},
            {"goods_id": "NEW", "merchant_code": "MB", "cargo_owner_code": "MB-OWNER"},
        )
    )
    assert outcome(report) == (1, 0, [(3, "NOT_FOUND")])


async def test_an_import_again_refuses_what_it_refused(importer: Importer, world: World) -> None:
    """Whatever the first run adds to the catalogue must not let the second one enter more."""
    content = table(
        {"order_number": "N1", "goods_id": "NEW-1"},
        {"order_number": "N2", "goods_id": "NEW-1", "goods_name": "货一"},
        {"order_number": "N3", "goods_id": "NEW-2", "goods_name": "n" * 201},
        {"order_number": "N4", "goods_id": "NEW-2", "goods_name": "货二"},
        {"order_number": "N5", "goods_id": "NEW-3", "goods_name": "货三", "product_id": "NEW-2"},
        {"order_number": "N6", "goods_id": "NEW-4", "goods_name": "货四", "product_id": "UNKNOWN"},
        {"order_number": "N7", "goods_id": "NEW-4", "goods_name": "货四"},
        {"order_number": "N8", "goods_id": "NEW-5"},
        {"order_number": "N9", "goods_id": "NEW-6", "goods_name": "货六", "warehouse_code": "W9"},
    )
    refusals = [(4, "INVALID"), (7, "NOT_FOUND"), (9, "NOT_FOUND"), (10, "NOT_FOUND")]
    before = await counts(world)
    assert outcome(await importer(content, dry_run=True)) == (5, 0, refusals)
    assert await counts(world) == before
    assert outcome(await importer(content)) == (5, 0, refusals)
    between = await counts(world)
    assert between["goods_items"] == before["goods_items"] + 4
    assert between["products"] == before["products"] + 3
    assert outcome(await importer(content)) == (0, 5, refusals)
    assert await counts(world) == between


# ───────────────────────── what exists already ─────────────────────────


async def test_orders_that_exist(importer: Importer, world: World) -> None:
    await world.order(order_number="SAME", sales_return_number="SR1")
    await world.order(order_number="OTHER-TYPE")
    undecided = await world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED, order_number="DECIDED")
    await world.do(
        reverse_orders.decide_customs_outcome,
        reverse_orders.DecideCustomsOutcome(id=undecided, outcome=CustomsOutcome.DESTRUCTION),
    )
    await world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED, order_number="UNDECIDED")
    before = await counts(world)
    content = table(
        {"order_number": "SAME", "sales_return_number": "SR1"},
        {"order_number": "OTHER-TYPE", "type": "DESTRUCTION"},
        {"order_number": "DECIDED", "type": "清关失败"},
        {"order_number": "UNDECIDED", "type": "清关失败"},
        {"order_number": "RETURNED-TWICE", "sales_return_number": "SR1"},
        {"order_number": "SAME", "type": "拦截拒收", "goods_id": "NEW", "goods_name": "新货"},
    )
    expected = (1, 3, [(3, "ALREADY_SUBMITTED"), (6, "ALREADY_SUBMITTED")])
    assert outcome(await importer(content, dry_run=True)) == expected
    assert await counts(world) == before
    report = await importer(content)
    assert outcome(report) == expected
    assert re.fullmatch(r"line 3: ALREADY_SUBMITTED: RO\w+ has been submitted already; .*", str(report.refusals[0]))
    assert outcome(await importer(content)) == (0, 4, expected[2])


@pytest.mark.parametrize("clashing", [False, True])
async def test_an_order_that_was_cancelled_is_not_entered_anew(
    importer: Importer, world: World, clashing: bool
) -> None:
    """The file tells of the same parcel as before; whoever wants it entered again says so through the API."""
    other = [{"order_number": "N1", "type": "拦截拒收"}] if clashing else []
    content = table({}, *other)
    assert (await importer(content)).created == 1 + len(other)
    async with world.database.read(primary=True) as session:
        for id in (await session.scalars(select(ReverseOrder.id))).all():
            command = WithReason(id=encode_id("ro", id), reason="entered by mistake")
            await world.do(reverse_orders.cancel, command)
    assert outcome(await importer(content)) == (0, 1 + len(other), [])


async def test_orders_of_one_file_that_clash(importer: Importer, world: World) -> None:
    content = table(
        {"order_number": "N1", "type": "退运"},
        {"order_number": "N2", "sales_return_number": "SR"},
        {"order_number": "N1", "type": "清关失败"},
        {"order_number": "N3", "sales_return_number": "SR", "goods_id": "NEW", "goods_name": "新货"},
        {"order_number": "N1", "type": "拦截拒收"},
        {"order_number": "N4", "quantity": "0"},
        {"order_number": "N4", "type": "销毁"},
    )
    refusals = [(4, "ALREADY_SUBMITTED"), (5, "ALREADY_SUBMITTED"), (7, "INVALID")]
    before = await counts(world)
    for _ in range(2):
        assert outcome(await importer(content, dry_run=True)) == (4, 0, refusals)
        assert await counts(world) == before
    report = await importer(content)
    assert outcome(report) == (4, 0, refusals)
    assert str(report.refusals[0]) == "line 4: ALREADY_SUBMITTED: The order on line 2 is of the same parcel."
    between = await counts(world)
    assert between["goods_items"] == before["goods_items"]
    assert outcome(await importer(content)) == (0, 4, refusals)
    assert outcome(await importer(content, dry_run=True)) == (0, 4, refusals)
    assert await counts(world) == between


async def test_orders_that_clash_through_others_far_apart(importer: Importer) -> None:
    """More orders than a transaction holds; the last one clashes with the first two."""
    rows: list[dict[str, str]] = [{"order_number": f"N{i}"} for i in range(ORDERS_AT_ONCE + 20)]
    rows[0]["sales_return_number"], rows[1]["sales_return_number"] = "SR0", "SR1"
    content = table(*rows, {"order_number": "N0", "type": "销毁", "sales_return_number": "SR1"})
    refusals = [(len(rows) + 2, "ALREADY_SUBMITTED")]
    assert outcome(await importer(content, dry_run=True)) == (len(rows), 0, refusals)
    assert outcome(await importer(content)) == (len(rows), 0, refusals)
    done = [done for done, _ in importer.progress]
    assert done == [0, ORDERS_AT_ONCE, len(rows) + 1] * 2


# ───────────────────────── races ─────────────────────────


class _Lost(Exception):
    pass


class Unlucky(Database):
    """Loses its first attempt at every transaction, at the very end."""

    async def write(self, attempt: Callable[[AsyncSession], Awaitable[T]]) -> T:
        async def lose(session: AsyncSession) -> T:
            await attempt(session)
            raise _Lost

        with suppress(_Lost):
            await super().write(lose)
        return await super().write(attempt)


CLASHING = table(
    {"order_number": "N1", "goods_id": "NEW-1", "goods_name": "货一"},
    {"order_number": "N2"},
    {"order_number": "N2", "type": "销毁"},
    {"order_number": "N3", "goods_id": "UNKNOWN"},
)


async def test_a_lost_attempt_leaves_no_trace(world: World, database_url: str, tmp_path: Path) -> None:
    database = Unlucky(database_url, durable=False)
    importer = Importer(database, tmp_path)
    expected = [(4, "ALREADY_SUBMITTED"), (5, "NOT_FOUND")]
    assert outcome(await importer(CLASHING)) == (2, 0, expected)
    assert outcome(await importer(CLASHING)) == (0, 2, expected)
    await database.close()
    assert (await counts(world))["reverse_orders"] == 2


async def test_two_imports_at_once(world: World, tmp_path: Path) -> None:
    importers = [Importer(world.database, tmp_path) for _ in range(4)]
    content = table(*({"order_number": f"N{i}", "goods_id": f"NEW-{i % 7}", "goods_name": "货"} for i in range(40)))
    before = await counts(world)
    reports = await asyncio.gather(*(importer(content, name=f"{i}.csv") for i, importer in enumerate(importers)))
    assert [report.refusals for report in reports] == [[]] * 4
    assert sum(report.created for report in reports) == 40
    assert sum(report.unchanged for report in reports) == 120
    assert (await counts(world))["goods_items"] == before["goods_items"] + 7


async def test_a_dry_run_says_so(importer: Importer) -> None:
    report = await importer(table({}, {"order_number": "N2", "quantity": "0"}), dry_run=True)
    assert report.summary(True) == (
        "Dry run: 1 order would be created, 0 unchanged; 0 rows skipped, 1 row refused. Nothing was changed."
    )
