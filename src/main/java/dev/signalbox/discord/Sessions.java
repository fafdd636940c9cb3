package dev.signalbox.discord;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where JDA's sessions begin: each waits until the budget has a place for it. A session that is
 * resumed does not come here. Thread-safe.
 */
final class Sessions extends ConcurrentSessionController implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  private final String gateway;
  private final IdentifyBudget budget;
  private volatile boolean closed;

  /**
   * @param gateway where the connection goes
   */
  Sessions(String gateway, IdentifyBudget budget) {
    this.gateway = gateway;
    this.budget = budget;
  }

  @Override
  public String getGateway() {
    return gateway;
  }

  @Override
  public void appendSession(SessionConnectNode node) {
    Duration wait = budget.take();
    if (wait.isZero()) {
      super.appendSession(node);
      return;
    }
    LOG.warn("Discord took many new sessions of late; the next one begins in {}", wait);
    CompletableFuture.delayedExecutor(wait.toMillis() + 1, TimeUnit.MILLISECONDS)
        .execute(() -> {
          if (!closed) {
            appendSession(node);
          }
        });
  }

  /** None begins any more. */
  @Override
  public void close() {
    closed = true;
  }
}
