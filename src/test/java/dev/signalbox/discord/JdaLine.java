package dev.signalbox.discord;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.messages.MessageRequest;

/** The real JDA, connected to a {@link FakeDiscord}. It is closed in no time, whatever is queued. */
final class JdaLine implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool(JdaLine::daemon);
  final JDA jda;

  JdaLine(FakeDiscord discord) {
    this(discord, FakeDiscord.BOT_TOKEN, Compression.NONE);
  }

  JdaLine(FakeDiscord discord, String token, Compression compression) {
    MessageRequest.setDefaultMentions(EnumSet.noneOf(MentionType.class));
    MessageRequest.setDefaultMentionRepliedUser(false);
    String gateway = discord.gatewayUrl();
    SessionController sessions = new ConcurrentSessionController() {
      @Override
      public String getGateway() {
        return gateway;
      }
    };
    jda = JDABuilder.createLight(token, GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT)
        .setRestConfig(new RestConfig().setBaseUrl(discord.api().toString()))
        .setSessionController(sessions)
        .setCompression(compression)
        .setEventPool(threads, false)
        .setCallbackPool(threads, false)
        .setEnableShutdownHook(false)
        .build();
    await().atMost(Duration.ofSeconds(8)).until(() -> jda.getStatus() == JDA.Status.CONNECTED);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "jda-line");
    thread.setDaemon(true);
    return thread;
  }

  TextChannel room() {
    TextChannel room = jda.getTextChannelById(FakeDiscord.CHANNEL);
    if (room == null) {
      throw new AssertionError("no channel");
    }
    return room;
  }

  /** Does something whenever such a thing happens. */
  <E extends GenericEvent> void when(Class<E> type, Consumer<E> then) {
    EventListener listener = event -> {
      if (type.isInstance(event)) {
        then.accept(type.cast(event));
      }
    };
    jda.addEventListener(listener);
  }

  @Override
  public void close() {
    jda.shutdownNow();
    try {
      if (!jda.awaitShutdown(Duration.ofSeconds(3))) {
        throw new AssertionError("JDA does not stop, it is " + jda.getStatus());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    jda.getHttpClient().connectionPool().evictAll();
    jda.getHttpClient().dispatcher().executorService().shutdown();
    threads.shutdownNow();
  }
}
