"""Every screen of the console, for what all of them are tested for. A new route is added here."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.console.pages import address
from tests.console.served import Served

MERCHANT, PROVIDER, OPERATOR = "merchant-a", "provider", "operator"
# Not what stands below a list for rows that nobody has scrolled to.
BUSY = '.mantine-Skeleton-root:not(section[tabindex] > *), [aria-busy="true"]'


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    account: str | None = MERCHANT
    """Nobody, where somebody signs in."""
    newest: str | None = None
    """The list of the API whose first document stands open."""
    dialog: tuple[str, str] | None = None
    """What may be done on the page, or to the document that stands open, in both languages."""
    state: str | None = None
    """Of that document."""

    def url(self, served: Served) -> str:
        """Its address, with the document that is to stand open."""
        if self.newest is None:
            return self.path
        condition = f"filter: {{state: {{in: [{self.state}]}}}}, " if self.state else ""
        found = served.api(self.account or "").ask(
            f"{{ list: {self.newest}({condition}first: 1) {{ nodes {{ number }} }} }}"
        )
        return address(self.path, open=found["list"]["nodes"][0]["number"])

    def show(self, page: Page, served: Served, language: str = "en") -> None:
        """Until everything is there."""
        page.goto(self.url(served))
        page.wait_for_load_state("networkidle")
        expect(page.locator("main")).to_be_visible()
        expect(page.locator(BUSY)).to_have_count(0)
        if self.dialog:
            name = self.dialog[language == "zh-CN"]
            within = page.get_by_role("complementary") if self.newest else page.locator("main")
            within.get_by_role("button", name=name, exact=True).click()
            expect(page.get_by_role("dialog")).to_be_visible()
            expect(page.locator(BUSY)).to_have_count(0)


SCREENS = [
    Screen("sign-in", "/", None),
    Screen("workbench", "/"),
    Screen("workbench-provider", "/", PROVIDER),
    Screen("workbench-operator", "/", OPERATOR),
    Screen("reverse", "/reverse"),
    Screen("reverse-detail", "/reverse", newest="reverseOrders", state="AWAITING_PICKUP"),
    Screen(
        "reverse-pickup",
        "/reverse",
        newest="reverseOrders",
        state="AWAITING_PICKUP_REGISTRATION",
        dialog=("Register pickup", "登记提货"),
    ),
    Screen(
        "reverse-destruction",
        "/reverse",
        newest="reverseOrders",
        state="AWAITING_DESTRUCTION_CONFIRMATION",
        dialog=("Confirm destruction", "确认销毁"),
    ),
    Screen("exceptions", "/exceptions", OPERATOR),
    Screen("exceptions-detail", "/exceptions", OPERATOR, newest="exceptionCases"),
    Screen(
        "exceptions-resolve",
        "/exceptions",
        OPERATOR,
        newest="exceptionCases",
        state="PROPOSED",
        dialog=("Resolve", "异常处理"),
    ),
    Screen("returns", "/returns"),
    Screen("returns-detail", "/returns", newest="returnOrders"),
    Screen(
        "returns-method",
        "/returns",
        newest="returnOrders",
        state="PENDING_CONFIRMATION",
        dialog=("Enter return method", "录入退货方式"),
    ),
    Screen("returns-sign", "/returns", newest="returnOrders", state="SHIPPED", dialog=("Sign for", "签收")),
    Screen("stock-orders", "/stock-orders"),
    Screen("stock-orders-detail", "/stock-orders", newest="stockOrders"),
    Screen("stock-orders-create", "/stock-orders", OPERATOR, dialog=("New stock order", "新建备货订单")),
    Screen(
        "stock-orders-send",
        "/stock-orders",
        newest="stockOrders",
        state="ACCEPTED",
        dialog=("Create delivery note", "创建送货单"),
    ),
    Screen("delivery-notes", "/delivery-notes", PROVIDER),
    Screen("delivery-notes-detail", "/delivery-notes", PROVIDER, newest="deliveryNotes"),
    Screen(
        "delivery-notes-check",
        "/delivery-notes",
        PROVIDER,
        newest="deliveryNotes",
        state="QUALITY_CHECK",
        dialog=("Finish quality check", "完成质检"),
    ),
    Screen(
        "delivery-notes-report",
        "/delivery-notes",
        PROVIDER,
        newest="deliveryNotes",
        state="RECEIVING",
        dialog=("Report an exception", "登记异常"),
    ),
    Screen("tickets", "/tickets"),
    Screen("tickets-detail", "/tickets", newest="workTickets"),
    Screen("tickets-create", "/tickets", dialog=("New ticket", "提交工单")),
    Screen("rules", "/rules"),
    Screen("developers", "/developers"),
    Screen("audit", "/audit", OPERATOR),
    Screen("settings", "/settings"),
    Screen("settings-address", "/settings", dialog=("Add an address", "新增地址")),
    Screen("settings-operator", "/settings", OPERATOR),
    Screen("missing", "/no-such-page"),
]
