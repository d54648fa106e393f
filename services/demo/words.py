"""What people write and say in the demo."""

from collections.abc import Mapping

from domain.reverse_orders import BusinessModel, ReverseType

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN_NAMES = ("伟", "敏", "静", "志强", "丽娟", "建华", "晓彤", "子涵", "俊杰", "雨欣", "海燕", "文博", "思远", "佳怡")

REASONS: Mapping[ReverseType, tuple[str, ...]] = {
    ReverseType.CUSTOMS_CLEARANCE_FAILED: ("申报信息与实物不符，海关查验", "收件人年度额度不足", "缺少原产地证明"),
    ReverseType.RETURN_SHIPMENT: ("海关退运：单证不全", "超出个人自用合理数量", "收件人拒绝补缴税款"),
    ReverseType.DESTRUCTION: ("检疫不合格", "含禁止进境成分", "保质期不足"),
    ReverseType.INTERCEPT_REJECTED: ("消费者拒收", "消费者申请拦截", "派送三次无人签收"),
    ReverseType.WAREHOUSE_INTERCEPTED: ("出库前订单已取消", "仓内拦截成功", "面单信息有误，仓内拦截"),
}

CANCEL_REASONS = ("重复录入", "海关已放行，恢复正向配送", "商家与平台协商一致，线下处理")
PICKUP_REMARKS = ("提货前请电话联系", "需要叉车配合装车", "外箱破损请拍照留存", "凭身份证和提货码提货")
FORWARD_REMARKS = ("易碎品，请加固包装", "工作日送货", "到付，勿拆外箱")
CARRIERS = (("顺丰速运", "SF"), ("圆通国际", "YT"), ("中通快递", "ZT"), ("EMS", "EA"))
BUSINESS_MODELS = tuple(BusinessModel)
BUSINESS_MODEL_SHARES = (40, 35, 25)

# Region, city, district, postal code.
PLACES = (
    ("广东省", "广州市", "白云区", "510080"),
    ("浙江省", "杭州市", "西湖区", "310012"),
    ("四川省", "成都市", "武侯区", "610041"),
    ("湖北省", "武汉市", "江汉区", "430022"),
    ("江苏省", "苏州市", "吴中区", "215128"),
)
