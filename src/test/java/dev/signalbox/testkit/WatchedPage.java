package dev.signalbox.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A page in a browser of its own, and everything about it that is wrong wherever it happens:
 * errors, violations of the content policy, dialogs of the browser, requests to other servers.
 */
public final class WatchedPage implements AutoCloseable {

  private static final String REPORT_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation',"
          + " e => console.error('violates ' + e.violatedDirective + ' ' + e.blockedURI))";

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final BrowserContext context;
  private final Page page;

  /** On a desktop in daylight. */
  public WatchedPage(Chromium chromium, String origin) {
    this(chromium, origin, 1280, 860, ColorScheme.LIGHT);
  }

  /**
   * Opens an empty one.
   *
   * @param origin of the only server it may ask
   */
  public WatchedPage(Chromium chromium, String origin, int width, int height, ColorScheme scheme) {
    context = chromium
        .browser()
        .newContext(new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setColorScheme(scheme)
            .setLocale("en-GB")
            .setTimezoneId("Asia/Kolkata"));
    context.addInitScript(REPORT_VIOLATIONS);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(origin)) {
        complaints.add("asks " + request.url());
      }
    });
  }

  public Page page() {
    return page;
  }

  /** What was wrong so far. */
  public List<String> complaints() {
    return complaints;
  }

  /** The first element that is wider than the window or than what scrolls around it, if any. */
  public @Nullable Object overflow() {
    return page.evaluate("""
        () => {
          if (document.documentElement.scrollWidth > innerWidth) return 'the document';
          const wide = [...document.querySelectorAll('#feed, #team, #replies, dialog, main')]
            .find((e) => e.clientWidth && e.scrollWidth > e.clientWidth);
          return wide ? wide.id || wide.tagName : null;
        }
        """);
  }

  @Override
  public void close() {
    context.close();
  }
}
