"""What people write and say in the demo."""

from collections.abc import Mapping

from domain.exception_cases import ExceptionType
from domain.reverse_orders import BusinessModel, ReverseType
from domain.work_tickets import TicketCategory

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

REJECT_REASONS = ("工厂停产检修，本月无法供货", "包装换版，旧款不再生产", "成本上涨，需重新议价后再下单")
ORDER_CANCEL_REASONS = ("门店活动取消，备货计划调整", "下单仓库有误，改仓后重新下单", "库存充足，暂不补货")
NOTE_CANCEL_REASONS = ("装箱数量有误，重新建单", "承运商改约，改日发货", "车辆临时故障，无法按时送货")
DISMISS_REASONS = ("复点后数量无误", "重复登记，已有异常单处理")
RETURN_CANCEL_REASONS = ("商家与平台协商，货品转良品入库", "与其他退货单合并处理")
FORCE_REASONS = ("逾期未录入退货方式，多次联系未果",)

DETAILS: Mapping[ExceptionType, str] = {
    ExceptionType.PLATFORM_TRANSPORT_TIMEOUT: "平台物流已超过承诺时效，轨迹停在分拨中心未更新",
    ExceptionType.SELF_TRANSPORT_TIMEOUT: "商家自配车辆超过预约时间未到仓，司机电话无人接听",
    ExceptionType.TRANSIT_DAMAGE: "外箱受潮塌陷，内件破损，已与承运人当面拍照确认",
    ExceptionType.MULTIPLE_NOTES_ON_PARCEL: "同一外箱贴有两张送货单，无法判断归属",
    ExceptionType.CARTON_MARK_UNREADABLE: "箱唛被雨水浸湿，条码扫不出",
    ExceptionType.CARTON_MARK_MISSING: "到货包裹未贴箱唛，按物流单号找到送货单",
    ExceptionType.NOTE_NOT_CONFIRMED: "货已到仓，送货单仍未确认送货",
    ExceptionType.NOTE_CANCELLED: "送货单已取消，货仍送到仓库",
    ExceptionType.QTY_OVER: "实收数量多于送货单",
    ExceptionType.WRONG_GOODS: "箱内货品不在送货单上",
    ExceptionType.BARCODE_WRONG: "实物条码与货品资料不一致",
    ExceptionType.BARCODE_DAMAGED: "条码脏污，无法扫描",
    ExceptionType.QTY_SHORT: "实收数量少于送货单，封箱胶带完好",
    ExceptionType.PRODUCT_BLOATED: "收货时发现胀袋漏气",
    ExceptionType.PRODUCT_DAMAGED: "内件包装破损、渗漏",
    ExceptionType.QUALITY_DEFECT: "抽检不合格，详见质检记录",
    ExceptionType.RECEIVING_PARCEL_ANOMALY: "外箱有二次封箱痕迹，部分货品不在箱内",
}

ANOMALIES = (
    "外箱破损，需与商家确认是否继续交付",
    "提货人与登记信息不符",
    "包裹重量与面单相差较大",
    "转寄途中显示丢件，承运商核查中",
)
OUTCOMES = ("承运商已找回包裹，继续派送", "与商家确认后重新打包，损耗由承运商承担")

# What the merchant asks, and then in turn what it is answered and says to that.
TALKS: Mapping[TicketCategory, tuple[str, ...]] = {
    TicketCategory.RETURN_PROGRESS: (
        "你好，这张退货单现在到哪一步了？我们急着安排返工。",
        "您好，货品已下架，正在清点，请确认收货地址是否仍为原地址。",
        "地址不变，请尽量本周内发出。",
        "好的，已排入本周四的发货计划。",
    ),
    TicketCategory.COMPENSATION_QUERY: (
        "这批货在途中出了问题，赔付按什么标准计算？",
        "您好，按责任方确认的数量核算，请提供采购发票和装箱单。",
        "发票和装箱单已发到对接邮箱，请查收。",
        "资料已收到，核算结果会更新在异常单上。",
    ),
    TicketCategory.DOCUMENT_MISSING: (
        "系统里查不到这票货的签收单，麻烦补一下。",
        "您好，纸质签收单在仓库存档，请问需要哪几箱的？",
        "全部箱号都要，财务对账用。",
        "已扫描归档，稍后可在送货单上查看。",
    ),
    TicketCategory.OTHER: (
        "下次送货可以提前预约夜间卸货吗？",
        "您好，夜间卸货需提前一天预约，单次不少于 3 托。",
        "明白，预计每周两次，每次 5 托左右。",
        "可以，已为您登记长期预约。",
    ),
}
ANSWERS = ("箱内货品已移至暂存区，请商家提供归属凭证。", "已核对物流单号，请商家确认是否安排车辆取回。")
