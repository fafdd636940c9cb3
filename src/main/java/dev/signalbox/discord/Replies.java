package dev.signalbox.discord;

import dev.signalbox.board.Team;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.dialect.Notes;
import dev.signalbox.talk.dialect.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one person, unseen by the others: at once where the answer is there in time, else after an
 * acknowledgement that says so. Waits for nobody; what Discord does not take is logged, for nobody
 * else can be told. Thread-safe.
 */
final class Replies implements AutoCloseable {

  /** A form can only be the first answer, so one that may come is waited for a little longer. */
  static final Duration FORM_PATIENCE = Duration.ofMillis(1_800);

  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Answers what somebody did, when the answer is there. */
  void answer(IReplyCallback to, CompletableFuture<Message> answer, @Nullable Team team) {
    answer(to, answer.thenApply(Answer.Said::new), team, Workers.PATIENCE);
  }

  /** Likewise, where a form may be the answer. */
  void answerOrOpen(IReplyCallback to, CompletableFuture<Answer> answer, @Nullable Team team) {
    answer(to, answer, team, FORM_PATIENCE);
  }

  private void answer(
      IReplyCallback to,
      CompletableFuture<? extends Answer> answer,
      @Nullable Team team,
      Duration patience) {
    CompletableFuture<Answer> soon = answer.thenApply(one -> one);
    soon.completeOnTimeout(new Answer.NotYet(), patience.toMillis(), TimeUnit.MILLISECONDS);
    follow(soon.thenAccept(first -> {
      if (first instanceof Answer.Said said) {
        send(() -> to.reply(DiscordView.of(said.message(), team).create()).setEphemeral(true));
      } else if (first instanceof Answer.NotYet) {
        later(to, answer, team);
      }
    }));
  }

  private void later(
      IReplyCallback to, CompletableFuture<? extends Answer> answer, @Nullable Team team) {
    send(() -> to.deferReply(true));
    follow(answer.thenAccept(last -> {
      if (last instanceof Answer.Said said) {
        send(
            () -> to.getHook().editOriginal(DiscordView.of(said.message(), team).edit()));
      }
    }));
  }

  /** Opens a form for whoever just pressed something, if it is not too late for one. */
  Answer open(IModalCallback to, Modal form) {
    if (!to.isAcknowledged()) {
      try {
        send(() -> to.replyModal(form));
        return new Answer.Opened();
      } catch (IllegalStateException e) {
        LOG.debug("too late for a form", e);
      }
    }
    return new Answer.Said(Notes.noForm(DiscordChat.DISCORD));
  }

  /** Asks Discord for something whose outcome only the log needs to know. */
  void send(Supplier<? extends RestAction<?>> ask) {
    try {
      follow(ask.get().submit());
    } catch (RejectedExecutionException e) {
      LOG.warn("an answer was not sent: Discord's client is closed");
    }
  }

  private void follow(CompletableFuture<?> work) {
    long number = numbers.incrementAndGet();
    underWay.put(number, work);
    var unused = work.whenComplete((done, e) -> {
      underWay.remove(number);
      if (e != null) {
        LOG.warn("Discord did not take an answer: {}", e.toString());
      }
    });
  }

  /** Waits for what is under way, but not for long. */
  @Override
  public void close() {
    try {
      CompletableFuture.allOf(underWay.values().toArray(CompletableFuture<?>[]::new))
          .get(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("{} answers were cut off", underWay.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
