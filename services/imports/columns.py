"""The columns of the import format, by their names and Chinese headers."""

HEADERS = {
    "merchant_code": "商家编码",
    "cargo_owner_code": "货主编码",
    "warehouse_code": "仓库编码",
    "order_number": "订单号",
    "sales_return_number": "销退单号",
    "type": "逆向类型",
    "business_model": "经营方式",
    "goods_id": "货品ID",
    "goods_name": "货品名称",
    "product_id": "商品ID",
    "product_name": "商品名称",
    "quantity": "数量",
    "lot_number": "批次号",
    "reason": "原因",
    "forward_tracking_number": "正向运单号",
    "reverse_tracking_number": "逆向运单号",
}
REQUIRED = (
    "merchant_code",
    "cargo_owner_code",
    "warehouse_code",
    "order_number",
    "type",
    "business_model",
    "goods_id",
    "quantity",
)
