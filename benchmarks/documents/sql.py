"""Pieces of the hand-written SQL. Rows within rows, which row_to_json writes in one go: json_build_object looks up its
arguments' types with each call.
"""

from collections.abc import Sequence

from domain.documents import PREFIXES
from models.kinds import MODELS


def id_of(prefix: str, table: str) -> str:
    return f"'{prefix}_' || encode(uuid_send({table}.id), 'hex')"


def moment(column: str) -> str:
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""


WAREHOUSE = f"SELECT {id_of('wh', 'w')} AS id, w.code, w.name FROM warehouses w WHERE w.id = o.warehouse_id"
CARGO_OWNER = f"""
SELECT {id_of("co", "c")} AS id, c.code, c.name
FROM cargo_owners c WHERE c.merchant_id = o.merchant_id AND c.id = o.cargo_owner_id
"""
PLACED = f"""
CROSS JOIN LATERAL ({WAREHOUSE}) AS wh
CROSS JOIN LATERAL ({CARGO_OWNER}) AS co
"""
"""The joins of a document that lies in a warehouse."""

GOODS_ITEM = f"""
CROSS JOIN LATERAL (
    SELECT {id_of("gi", "g")} AS id, g.external_id AS "externalId", g.name
    FROM goods_items g WHERE g.merchant_id = l.merchant_id AND g.id = l.goods_item_id
) AS gi
"""


def rows(query: str) -> str:
    """A list of what a query answers."""
    return f"ARRAY(SELECT item FROM ({query}) AS item)"


def one(query: str) -> str:
    """The one row that a query answers, or null."""
    return f"(SELECT item FROM ({query}) AS item)"


def lines(table: str, key: str, columns: str) -> str:
    """A document's lines, each with its goods."""
    return rows(f"""
        SELECT {columns}, gi AS "goodsItem"
        FROM {table} l {GOODS_ITEM}
        WHERE l.merchant_id = o.merchant_id AND l.{key} = o.id
        ORDER BY l.position
    """)


def document(prefix: str, table: str, column: str, *columns: str) -> str:
    """What is shown of the document whose id a column holds."""
    return one(f"{_shown(prefix, table, columns)} AND d.id = o.{column}")


def documents(prefix: str, table: str, key: str, *columns: str) -> str:
    """What is shown of the documents whose column holds this one's id."""
    return rows(f"{_shown(prefix, table, columns)} AND d.{key} = o.id ORDER BY d.id")


def _shown(prefix: str, table: str, columns: Sequence[str]) -> str:
    shown = ", ".join([f"{id_of(prefix, 'd')} AS id", "d.number", *(f"d.{name}" for name in columns)])
    return f"SELECT {shown} FROM {table} d WHERE d.merchant_id = o.merchant_id"


def any_document(kind: str, id: str) -> str:
    """What is shown of a document of any kind. Only the kind's own table is looked into."""
    return " UNION ALL ".join(
        f"SELECT '{model.__name__}' AS \"__typename\", {id_of(PREFIXES[word], 'd')} AS id, d.number "
        f"FROM {model.__tablename__} d WHERE {kind} = '{word.value}' AND d.merchant_id = o.merchant_id AND d.id = {id}"
        for word, model in MODELS.items()
    )
