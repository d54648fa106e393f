"""What is due, and how it goes."""

from playwright.sync_api import Page, expect


def test_the_trend_comes_by_itself_and_who_does_not_want_it_hides_it(merchant: Page) -> None:
    merchant.goto("/")
    trend = merchant.get_by_role("figure")
    expect(trend.get_by_role("row")).to_have_count(15)
    merchant.get_by_role("button", name="Hide the chart").click()
    expect(trend).to_have_count(0)
    merchant.reload()
    merchant.get_by_role("button", name="Show the chart").click()
    expect(trend).to_be_visible()


def test_a_task_leads_to_its_document(merchant: Page) -> None:
    merchant.goto("/")
    task = merchant.locator("main").get_by_role("table").get_by_role("link").first
    number = task.inner_text()
    task.click()
    detail = merchant.get_by_role("complementary")
    expect(detail.get_by_role("heading", name=number)).to_be_visible()


def test_the_tasks_of_one_queue_are_as_many_as_it_says(merchant: Page) -> None:
    merchant.goto("/")
    queue = merchant.get_by_role("region", name="Queues").get_by_role("link").first
    total = queue.get_by_role("strong").inner_text()
    merchant.get_by_label("To do", exact=True).select_option(index=1)
    expect(merchant.locator("#tasks").get_by_role("status")).to_have_text(f"{total} tasks")
