"""A person at a browser: signs in, opens pages, and sees what must never happen."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.journeys import region

PATIENCE = 60_000
"""Milliseconds: a shared machine may pause any page, which says nothing about the page."""


class Walk:
    """One person in one browser; every page opened is watched for foreign requests and faults."""

    def __init__(self, browser: Browser, origin: str, width: int = 1280) -> None:
        self.origin = origin
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800}, locale="ar-MA", reduced_motion="reduce"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.on("request", self._watch)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))

    def _watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.faults.append(f"left the origin: {request.url}")

    def _listen(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def open(self, path: str, expected: int = 200) -> Page:
        """Open an address and check its answer."""
        response = self.page.goto(self.origin + path)
        assert isinstance(response, Response)
        assert response.status == expected, f"{path}: {response.status}"
        return self.page

    def sign_in(self, username: str, password: str = region.CHOSEN) -> Page:
        """Sign in with a password; where that leads is the page."""
        self.open("/compte/connexion/")
        self.page.locator("input[name=login]").fill(username)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("main button.primary, form button.primary").first.click()
        self.page.wait_for_url(lambda url: "/connexion/" not in url)
        return self.page

    def speak(self, language: str) -> None:
        """Read the same page in a language."""
        if self.page.locator("html").get_attribute("lang") != language:
            with self.page.expect_navigation():
                self.page.locator(f"button[name=language][value={language}]").first.click()
        assert self.page.locator("html").get_attribute("lang") == language

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )
