package dev.signalbox.discord;

import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.SafeText;
import java.util.Optional;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;

/** Finds channels and threads, and makes the thread of a message when it is first needed. */
final class Channels {

  private final Supplier<Optional<JDA>> client;
  private final Calls calls;

  /**
   * @param client empty until it knows its channels
   */
  Channels(Supplier<Optional<JDA>> client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  /** A channel that the bot sees now. */
  Optional<StandardGuildMessageChannel> channel(String id) {
    return client
        .get()
        .flatMap(
            jda -> Optional.ofNullable(jda.getChannelById(StandardGuildMessageChannel.class, id)));
  }

  /** Whether it can be looked for channels at all. */
  boolean known() {
    return client.get().isPresent();
  }

  /** Whether Discord itself does not reach some of its servers. */
  boolean partlyAway() {
    return client.get().filter(jda -> !jda.getUnavailableGuilds().isEmpty()).isPresent();
  }

  /** The thread of a message if it is there already, also an archived one. */
  Outcome<Optional<ThreadChannel>> thread(StandardGuildMessageChannel channel, String message) {
    ThreadChannel known = channel.getJDA().getThreadChannelById(message);
    if (known != null) {
      return new Outcome.Done<>(Optional.of(known));
    }
    Outcome<Message> first = calls.call(() -> channel.retrieveMessageById(message));
    return first instanceof Outcome.Done<Message> done
        ? new Outcome.Done<>(Optional.ofNullable(done.answer().getStartedThread()))
        : same(first);
  }

  /** The thread of a message, made if need be. */
  Outcome<GuildMessageChannel> threadMade(
      StandardGuildMessageChannel channel, String message, String name) {
    ThreadChannel known = channel.getJDA().getThreadChannelById(message);
    if (known != null) {
      return new Outcome.Done<>(known);
    }
    String title = SafeText.cut(SafeText.tame(name).replace('\n', ' ').strip(), Limits.THREAD);
    Outcome<ThreadChannel> made = calls.call(() -> channel
        .createThreadChannel(title, message)
        .setAutoArchiveDuration(ThreadChannel.AutoArchiveDuration.TIME_1_WEEK));
    if (made instanceof Outcome.Done<ThreadChannel> done) {
      return new Outcome.Done<>(done.answer());
    }
    boolean exists = made instanceof Outcome.Refused<ThreadChannel> refused
        && refused.error().equals(Reasons.THREAD_EXISTS);
    if (!exists) {
      return same(made);
    }
    Outcome<Optional<ThreadChannel>> found = thread(channel, message);
    if (found instanceof Outcome.Done<Optional<ThreadChannel>> done) {
      return done.answer().isPresent()
          ? new Outcome.Done<>(done.answer().get())
          : new Outcome.Doubtful<>("Discord has a thread and does not show it");
    }
    return same(found);
  }

  /** An outcome without an answer, for another kind of answer. */
  static <T> Outcome<T> same(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?> refused) {
      return new Outcome.Refused<>(refused.error());
    }
    if (outcome instanceof Outcome.Limited<?> limited) {
      return new Outcome.Limited<>(limited.retryAfter());
    }
    if (outcome instanceof Outcome.Unreached<?> unreached) {
      return new Outcome.Unreached<>(unreached.why());
    }
    if (outcome instanceof Outcome.Doubtful<?> doubt) {
      return new Outcome.Doubtful<>(doubt.why());
    }
    throw new IllegalStateException("this one has an answer: " + outcome);
  }
}
